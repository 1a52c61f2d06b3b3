// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import java.util.List;

/** Decisions, newest first. */
public record DecisionList(List<DecisionView> decisions) {

    public DecisionList {
        decisions = List.copyOf(decisions);
    }
}
