// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.outbox.EventDraft;
import io.muster.registry.identity.GroupPath;

/** The events that tell who is in which group. */
public final class MemberNews {

    private MemberNews() {}

    /** A device came into a group or left it. */
    public static EventDraft of(String device, GroupPath group, boolean member) {
        return new EventDraft(
                member ? "group.member.added" : "group.member.removed",
                device,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("group", group.value())
                        .put("device", device));
    }
}
