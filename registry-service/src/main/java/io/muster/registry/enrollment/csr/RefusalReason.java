// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.util.Locale;

/** Why a certificate was not issued; the codes are stable and end up in enrollment attempts. */
public enum RefusalReason {
    /** No valid credentials: unknown id, wrong secret, foreign certificate. */
    UNAUTHORIZED,
    /** The claim token was right but is past its time. */
    TOKEN_EXPIRED,
    /** The claim token was used for another request before. */
    TOKEN_EXHAUSTED,
    /** Too many wrong secrets for this device or from this address, or too many renewals. */
    RATE_LIMITED,
    /** The client certificate and the claim token name different devices. */
    TOKEN_SCOPE,
    /** Not one PKCS#10 request in DER. */
    CSR_MALFORMED,
    /** The request is not signed by the key it carries. */
    CSR_SIGNATURE_INVALID,
    /** A name in the request is not the authorised one. */
    CSR_SUBJECT_MISMATCH,
    /** The key is too short or known to be breakable. */
    KEY_WEAK,
    /** The key's or the signature's algorithm is not accepted. */
    KEY_ALG_FORBIDDEN,
    /** The key belongs to another device or was compromised. */
    KEY_REUSE,
    /** The certificate that authenticated the renewal was revoked. */
    CERTIFICATE_REVOKED,
    /** The certificate that authenticated the renewal has expired. */
    CERTIFICATE_EXPIRED,
    /** The client certificate is none that this registry issued to a device. */
    NOT_CURRENT_CERTIFICATE,
    /** The device is suspended or retired, or it does not exist and may not be added. */
    INVALID_STATE,
    /** The request was not made for the TLS connection it came by. */
    POP_BINDING_MISMATCH,
    /** Somebody looked at the request and refused it. */
    APPROVAL_REJECTED,
    /** What was approved has been issued, and is good no more. */
    APPROVAL_USED,
    /** The enrollment profile does not take first enrollments, or not in this way. */
    PROFILE_CLOSED,
    /** The enrollment profile has issued as many first certificates as it may. */
    QUOTA_EXCEEDED;

    /** The code as the outside sees it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
