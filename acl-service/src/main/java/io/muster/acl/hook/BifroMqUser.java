// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user id that BifroMQ keeps for us: a session, with what finds its record. */
record BifroMqUser(String clientId, String seal) {

    private static final String SEPARATOR = "~";

    static BifroMqUser of(Session session) {
        return new BifroMqUser(session.caller().clientId(), session.seal());
    }

    /** The session of a user id; empty for one that we did not give. */
    static Optional<BifroMqUser> parse(@Nullable String text) {
        int separator = text == null ? -1 : text.indexOf(SEPARATOR);
        if (text == null || separator < 0) {
            return Optional.empty();
        }
        try {
            var clientId = Base64.getUrlDecoder().decode(text.substring(0, separator));
            return Optional.of(
                    new BifroMqUser(
                            new String(clientId, StandardCharsets.UTF_8),
                            text.substring(separator + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** For a header, where a client id of any characters could not stand. */
    String text() {
        var encoded =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(clientId.getBytes(StandardCharsets.UTF_8));
        return encoded + SEPARATOR + seal;
    }
}
