// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Subject;

/**
 * What no policy can allow, whoever wrote it: it is asked about everything that the rules allow.
 */
@FunctionalInterface
public interface Wall {

    /** No wall: only the rules count. */
    Wall NONE = (_, _) -> false;

    /** Says whether this identity may not do that, whatever the rules are. */
    boolean bars(Subject subject, Ask ask);
}
