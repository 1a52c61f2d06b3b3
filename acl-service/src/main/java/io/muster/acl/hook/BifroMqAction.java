// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What BifroMQ asks about; a member that is left out has its default value. */
final class BifroMqAction {

    private BifroMqAction() {}

    static Optional<Ask> ask(JsonNode action) {
        if (action.size() != 1) {
            return Optional.empty();
        }
        var publish = action.get("pub");
        var subscribe = action.get("sub");
        var unsubscribe = action.get("unsub");
        if (publish != null) {
            return qos(publish).flatMap(qos -> publish(publish, qos));
        }
        if (subscribe != null) {
            return qos(subscribe).flatMap(qos -> subscribe(subscribe, qos));
        }
        return topic(unsubscribe, "topicFilter").map(filter -> new Unsubscribe(filter, true));
    }

    private static Optional<Ask> publish(JsonNode publish, int qos) {
        var retain = publish.path("isRetained").asBoolean() ? Retain.YES : Retain.NO;
        return topic(publish, "topic").map(topic -> new Publish(topic, retain, qos));
    }

    private static Optional<Ask> subscribe(JsonNode subscribe, int qos) {
        return topic(subscribe, "topicFilter")
                .map(filter -> new Subscribe(filter, qos, true, false));
    }

    private static Optional<String> topic(@Nullable JsonNode action, String name) {
        return action == null
                ? Optional.empty()
                : Optional.ofNullable(action.path(name).textValue());
    }

    private static Optional<Integer> qos(JsonNode action) {
        return switch (action.path("qos").asText("AT_MOST_ONCE")) {
            case "AT_MOST_ONCE" -> Optional.of(0);
            case "AT_LEAST_ONCE" -> Optional.of(1);
            case "EXACTLY_ONCE" -> Optional.of(2);
            default -> Optional.empty();
        };
    }
}
