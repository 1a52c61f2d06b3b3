// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether somebody may be connected as the client that it wants to be. */
sealed interface Entry {

    /** The client, with the identity behind it; null when there is none. */
    @Nullable Caller caller();

    /** What came of it, and by which rule. */
    Decision decision();

    /** It may, until then or, when null, for as long as the broker sees fit. */
    record Granted(Principal principal, Caller caller, Decision decision, @Nullable Instant until)
            implements Entry {}

    /** It may not. */
    record Barred(@Nullable Caller caller, Deny decision) implements Entry {

        static Barred of(Reason reason, @Nullable Caller caller) {
            return new Barred(caller, new Deny(reason, null));
        }
    }
}
