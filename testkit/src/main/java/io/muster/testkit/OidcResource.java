// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.oidc.OidcIssuer;
import io.muster.sandbox.oidc.OidcOptions;
import io.muster.sandbox.postgres.ServiceRole;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real OpenID Connect issuer for {@code @QuarkusTest}; {@link TestTokens} gets tokens from it. It
 * knows the four services, whose secret is {@value #PASSWORD}, and the development users, whose
 * password is the same.
 */
public final class OidcResource implements QuarkusTestResourceLifecycleManager {

    /** The password of the users and the secret of the services. */
    public static final String PASSWORD = "good-enough-for-tests";

    private @Nullable OidcIssuer issuer;

    @Override
    public Map<String, String> start() {
        try {
            var started = OidcIssuer.start(OidcOptions.of(0, clientSecrets(), PASSWORD));
            issuer = started;
            TestTokens.from(started.url());
            return Map.of(
                    "quarkus.oidc.auth-server-url",
                    started.url(),
                    "muster.service.client-secret",
                    PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> clientSecrets() {
        return ServiceRole.SCHEMAS.stream()
                .collect(Collectors.toMap(schema -> schema + "-service", schema -> PASSWORD));
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
    }
}
