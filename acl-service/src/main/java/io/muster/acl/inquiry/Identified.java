// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import io.muster.acl.inquiry.Verdict.Assurance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of finding out whom a question is about. */
sealed interface Identified {

    /**
     * Somebody whose credentials stand.
     *
     * @param session the id of a session that we let in; null when the question is not about one
     * @param until when the credentials end; null when they do not
     */
    record Known(
            Caller caller, Assurance assurance, @Nullable String session, @Nullable Instant until)
            implements Identified {

        Verdict verdict(Decision decision, @Nullable Instant holdsUntil) {
            return new Verdict(decision, caller.subject(), assurance, session, until, holdsUntil);
        }
    }

    /** Nobody. */
    record Unknown(Reason reason) implements Identified {}
}
