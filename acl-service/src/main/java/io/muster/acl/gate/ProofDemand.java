// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

/** Which proofs a tenant asks of its clients. */
public enum ProofDemand {
    /** A certificate, a token or a password, whichever is shown; of two that are shown, both. */
    ANY,
    /** A certificate and a token, of the same tenant. */
    BOTH,
    /**
     * The same, and the token was issued for this very certificate: its {@code cnf} has the
     * certificate's {@code x5t#S256} (RFC 8705), so that a stolen token is worth nothing.
     */
    CERT_BOUND
}
