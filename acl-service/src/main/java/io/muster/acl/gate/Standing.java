// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Reason;
import io.muster.acl.session.Session;
import java.time.Instant;
import java.util.Optional;

/** Whether a session may still be connected; asked again for each of its requests. */
@FunctionalInterface
public interface Standing {

    /** Why not; empty when nothing speaks against it. */
    Optional<Reason> objection(Session session, Instant now);
}
