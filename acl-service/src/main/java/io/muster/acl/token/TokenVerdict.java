// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import java.time.Instant;

/** What came of verifying a token. */
public sealed interface TokenVerdict {

    /**
     * The holder, until then.
     *
     * @param username the MQTT user name that goes with the token
     */
    record Verified(Principal.Token principal, String username, Instant expiresAt)
            implements TokenVerdict {}

    /** Not accepted. */
    record Refused(Reason reason) implements TokenVerdict {}

    /** Signed with a key that is not in the set; a newer set may have it. */
    record KeyUnknown() implements TokenVerdict {}
}
