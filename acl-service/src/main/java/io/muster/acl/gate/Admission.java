// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Reason;
import io.muster.acl.session.Session;

/** What came of a client that wanted in. */
public sealed interface Admission {

    /** Let in, as this session. */
    record Admitted(Session session) implements Admission {}

    /** Kept out. */
    record Refused(Reason reason) implements Admission {

        /** Says whether nothing was decided, because something of ours is missing or overloaded. */
        public boolean failed() {
            return reason.ours();
        }
    }
}
