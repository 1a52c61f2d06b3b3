// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of looking at credentials. */
public sealed interface Login {

    /** They prove this identity, until then or, when null, for as long as the broker sees fit. */
    record Proven(Principal principal, @Nullable Instant until) implements Login {}

    /** They prove nothing. */
    record Failed(Reason reason) implements Login {}
}
