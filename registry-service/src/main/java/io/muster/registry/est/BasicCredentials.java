// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a client proves itself with in the Basic scheme (RFC 7617). */
record BasicCredentials(String user, String password) {

    private static final String SCHEME = "Basic ";
    private static final int MAX_CHARACTERS = 1024;

    /** Reads the header; empty when it is absent, of another scheme or malformed. */
    static Optional<BasicCredentials> parse(String authorization) {
        boolean basic =
                authorization.length() <= MAX_CHARACTERS
                        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return basic ? decode(authorization.substring(SCHEME.length()).strip()) : Optional.empty();
    }

    private static Optional<BasicCredentials> decode(String base64) {
        try {
            var pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicCredentials(
                                    pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the password: this may end up in a log. */
    @Override
    public String toString() {
        return "BasicCredentials[user=" + user + "]";
    }
}
