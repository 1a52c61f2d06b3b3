// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import io.muster.registry.identity.RevocationReason;
import java.time.Instant;

/** How a certificate stands when somebody asks. */
public sealed interface Standing {

    /** Issued here and not taken back. */
    record Good() implements Standing {}

    /** Taken back, or on hold. */
    record Revoked(Instant at, RevocationReason reason) implements Standing {}

    /** Not issued here. */
    record Unknown() implements Standing {}
}
