// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a token request: a form, with the client's credentials in it or in a Basic header. */
final class TokenForm {

    private TokenForm() {}

    /** Throws IllegalArgumentException when the body or the header is not what it should be. */
    static Map<String, String> parse(String body, @Nullable String authorization) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        if (authorization != null && authorization.startsWith("Basic ")) {
            addBasic(form, authorization.substring("Basic ".length()).strip());
        }
        return form;
    }

    private static void addBasic(Map<String, String> form, String credentials) {
        var text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Basic credentials without a colon");
        }
        form.put("client_id", decode(text.substring(0, colon)));
        form.put("client_secret", decode(text.substring(colon + 1)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
