// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import java.time.Instant;
import java.util.Optional;

/** Whether an identity may still be connected; asked again for each of its requests. */
@FunctionalInterface
public interface Standing {

    /** Why not; empty when nothing speaks against it. */
    Optional<Reason> objection(Principal principal, Instant now);
}
