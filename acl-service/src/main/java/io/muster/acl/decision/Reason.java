// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import java.util.Locale;

/**
 * Why something was refused. It is for logs, metrics and operators; a client and its broker see the
 * same refusal whatever the reason, so that nobody learns which identities exist.
 */
public enum Reason {
    NO_MATCH,
    EXPLICIT_DENY,
    ANONYMOUS,
    TOKEN_INVALID,
    TOKEN_EXPIRED,
    /** No such user, or not with this password: which of them, nobody is told. */
    PASSWORD_INVALID,
    CERTIFICATE_INVALID,
    CERTIFICATE_EXPIRED,
    /** The certificate's chain ends at no issuer of its tenant. */
    ISSUER_UNKNOWN,
    /** The chain is right, but no event has told of this certificate. */
    CERTIFICATE_UNKNOWN,
    REVOKED,
    /** The device is suspended, retired or gone. */
    DEVICE_BARRED,
    /** The tenant asks for a certificate and a token, and only one was shown. */
    PROOF_MISSING,
    CLIENT_ID_INVALID,
    /** The client id is not the one, or not one of those, of the identity. */
    CLIENT_ID_UNBOUND,
    /** Another identity's session has this client id. */
    CLIENT_ID_TAKEN,
    TENANT_MISMATCH,
    SESSION_UNKNOWN,
    SESSION_EXPIRED,
    MALFORMED_TOPIC,
    MALFORMED_REQUEST,
    /** The address or the name failed too often, or the client comes and goes too often. */
    RATE_LIMITED,
    /** Too many decisions are under way. */
    OVERLOADED,
    /** What the decision needs is not known or too old. */
    UNAVAILABLE;

    /**
     * Says whether nothing was decided, because something of ours is missing or overloaded; a
     * broker should not remember that as a denial.
     */
    public boolean ours() {
        return this == OVERLOADED || this == UNAVAILABLE;
    }

    /** The name in logs and metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
