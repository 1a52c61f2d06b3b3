// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import io.muster.sandbox.oidc.TokenAnswer.Granted;
import io.muster.sandbox.oidc.TokenAnswer.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which token a request gets: services by client credentials, people by name and password.
 */
final class TokenEndpoint {

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}");

    private final TokenMint mint;
    private final OidcOptions options;

    TokenEndpoint(TokenMint mint, OidcOptions options) {
        this.mint = mint;
        this.options = options;
    }

    /** The form holds the client's credentials too, wherever the request carried them. */
    TokenAnswer answer(Map<String, String> form) {
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> forClient(form);
            case "password" -> forUser(form);
            default -> Refused.UNSUPPORTED_GRANT;
        };
    }

    private TokenAnswer forClient(Map<String, String> form) {
        var client = form.getOrDefault("client_id", "");
        if (!same(options.clientSecrets().get(client), form.get("client_secret"))) {
            return Refused.INVALID_CLIENT;
        }
        var life = options.serviceTokenLife();
        return new Granted(mint.serviceToken(client, life), life);
    }

    private TokenAnswer forUser(Map<String, String> form) {
        if (!form.getOrDefault("client_id", "").equals(OidcOptions.CLI_CLIENT)) {
            return Refused.INVALID_CLIENT;
        }
        var user = DevelopmentUser.named(form.getOrDefault("username", ""));
        if (user.isEmpty() || !same(options.userPassword(), form.get("password"))) {
            return Refused.INVALID_GRANT;
        }
        var life = life(form.get("expires_in"));
        return new Granted(mint.userToken(user.get(), OidcOptions.CLI_CLIENT, life), life);
    }

    /**
     * As long as users' tokens are valid, or less where the request asks for less. Less may be
     * below zero: whoever tests what becomes of expired tokens can have one.
     */
    private Duration life(@Nullable String wish) {
        var longest = options.userTokenLife();
        if (wish == null || !SECONDS.matcher(wish).matches()) {
            return longest;
        }
        var life = Duration.ofSeconds(Long.parseLong(wish));
        return life.compareTo(longest) < 0 ? life : longest;
    }

    private static boolean same(@Nullable String expected, @Nullable String given) {
        return expected != null
                && given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }
}
