// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import io.muster.registry.identity.DeviceCertificate.Validity;

/**
 * The certificate of a claim.
 *
 * @param serial in lower-case hexadecimal without leading zeros
 * @param issuer the fingerprint of the authority's certificate
 */
public record ClaimCertificate(
        Fingerprint fingerprint,
        ClaimIdentity identity,
        String serial,
        Fingerprint issuer,
        Validity validity,
        Der der) {}
