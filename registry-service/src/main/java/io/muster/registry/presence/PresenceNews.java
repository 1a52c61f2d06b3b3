// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.outbox.EventDraft;
import io.muster.registry.identity.DeviceIdentity;
import java.util.Optional;

/** The events that tell of presence. */
final class PresenceNews {

    private PresenceNews() {}

    /** What to tell of a step; empty when nobody has to hear of it. */
    static Optional<EventDraft> of(
            DeviceIdentity identity, PresenceState before, PresenceState after) {
        return switch (after.newsAfter(before)) {
            case NONE -> Optional.empty();
            case CHANGED -> Optional.of(draft("presence.changed", identity, changed(after)));
            case FLAPPING -> Optional.of(draft("presence.flapping", identity, flapping(after)));
        };
    }

    private static EventDraft draft(String type, DeviceIdentity identity, ObjectNode data) {
        var subject = identity.device().value();
        return new EventDraft(type, subject, data.put("device", subject));
    }

    private static ObjectNode changed(PresenceState state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("connected", state.connected())
                .put("session", state.session())
                .put("at", state.contact().since().toString())
                .put("reason", state.contact().reason());
    }

    private static ObjectNode flapping(PresenceState state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("since", state.flapping().changes().getFirst().toString())
                .put("at", state.contact().since().toString());
    }
}
