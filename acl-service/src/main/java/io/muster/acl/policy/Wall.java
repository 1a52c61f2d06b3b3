// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Subject;

/**
 * What no policy can allow, whoever wrote it: it is asked about everything that the rules allow.
 */
public interface Wall {

    /** No wall: only the rules count. */
    Wall NONE =
            new Wall() {
                @Override
                public boolean bars(Subject subject, Ask ask) {
                    return false;
                }

                @Override
                public boolean crossedBy(Subject subject, CallerRule rule) {
                    return false;
                }
            };

    /** Says whether this identity may not do that, whatever the rules are. */
    boolean bars(Subject subject, Ask ask);

    /** Says whether a rule of this identity reaches, among others, something that is barred. */
    boolean crossedBy(Subject subject, CallerRule rule);
}
