// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.util.Arrays;
import java.util.Optional;

/** Why a certificate was revoked, in the words of RFC 5280 5.3.1. */
public enum RevocationReason {
    UNSPECIFIED("unspecified"),
    KEY_COMPROMISE("keyCompromise"),
    AFFILIATION_CHANGED("affiliationChanged"),
    SUPERSEDED("superseded"),
    CESSATION_OF_OPERATION("cessationOfOperation"),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn");

    private final String word;

    RevocationReason(String word) {
        this.word = word;
    }

    /** The reason as RFC 5280 writes it. */
    public String word() {
        return word;
    }

    /** Reads the word of RFC 5280; empty for any other. */
    public static Optional<RevocationReason> parse(String text) {
        return Arrays.stream(values()).filter(reason -> reason.word.equals(text)).findFirst();
    }
}
