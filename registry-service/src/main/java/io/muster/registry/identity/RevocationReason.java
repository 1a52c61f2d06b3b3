// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.util.Arrays;
import java.util.Optional;

/** Why a certificate was revoked, in the words of RFC 5280 5.3.1. */
public enum RevocationReason {
    UNSPECIFIED("unspecified", 0),
    KEY_COMPROMISE("keyCompromise", 1),
    AFFILIATION_CHANGED("affiliationChanged", 3),
    SUPERSEDED("superseded", 4),
    CESSATION_OF_OPERATION("cessationOfOperation", 5),
    /** For now only: the certificate may become good again. */
    CERTIFICATE_HOLD("certificateHold", 6),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn", 9);

    private final String word;
    private final int code;

    RevocationReason(String word, int code) {
        this.word = word;
        this.code = code;
    }

    /** The reason as revocation lists number it. */
    public int code() {
        return code;
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
