// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import java.util.Optional;

/** How lists of certificates are sorted; equal moments by fingerprint. */
public enum CertificateOrder {
    /** The newest first. */
    ISSUED_AT(
            "-issuedAt",
            "(issued_at, fingerprint) < ($%d, $%d)",
            "issued_at DESC, fingerprint DESC"),
    /** What expires first, first. */
    NOT_AFTER("notAfter", "(not_after, fingerprint) > ($%d, $%d)", "not_after, fingerprint");

    private final String word;
    private final String after;
    private final String sql;

    CertificateOrder(String word, String after, String sql) {
        this.word = word;
        this.after = after;
        this.sql = sql;
    }

    /** The order that a query parameter means; empty when it means none. */
    public static Optional<CertificateOrder> parse(String word) {
        for (var order : values()) {
            if (order.word.equals(word)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** The condition for what comes after a place, whose two values begin at this placeholder. */
    String after(int first) {
        return after.formatted(first, first + 1);
    }

    String sql() {
        return sql;
    }
}
