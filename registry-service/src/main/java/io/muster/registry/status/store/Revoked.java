// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import io.muster.registry.identity.RevocationReason;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A certificate on a revocation list.
 *
 * @param lifted whether it was on hold and is good again
 * @param inReference whether the complete list that deltas refer to has it
 */
public record Revoked(
        BigInteger serial,
        Instant at,
        RevocationReason reason,
        boolean lifted,
        boolean inReference) {}
