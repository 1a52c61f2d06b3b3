// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The only element of Envoy's {@code x-forwarded-client-cert}. Several elements, which commas
 * separate, mean that more than one proxy wrote it, or that somebody appended to what a client
 * sent.
 */
final class XfccElement {

    private static final String CERTIFICATE = "cert=";

    private XfccElement() {}

    /** The value of its {@code Cert}; empty unless there is one element with exactly one. */
    static Optional<String> certificate(String value) {
        return pairs(value)
                .map(pairs ->
                        pairs.stream()
                                .filter(pair ->
                                        pair.regionMatches(
                                                true, 0, CERTIFICATE, 0, CERTIFICATE.length()))
                                .toList())
                .filter(found -> found.size() == 1)
                .map(found -> unquoted(found.getFirst().substring(CERTIFICATE.length())));
    }

    /** The pairs between semicolons; empty when there is a second element or an open quote. */
    private static Optional<List<String>> pairs(String value) {
        var pairs = new ArrayList<String>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                return Optional.empty();
            } else if (c == ';' && !quoted) {
                pairs.add(value.substring(from, i));
                from = i + 1;
            }
        }
        pairs.add(value.substring(from));
        return quoted ? Optional.empty() : Optional.of(pairs);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
