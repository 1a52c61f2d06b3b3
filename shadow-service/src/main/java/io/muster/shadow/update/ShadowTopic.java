// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import io.muster.platform.topic.DeviceTopic;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.store.ShadowKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a topic asks for: {@code d/{tenant}/{device}/shadow/{name}/{get|update|delete|ack}}. */
sealed interface ShadowTopic {

    /** The operations that a device may ask for. */
    enum Operation {
        GET("get"),
        UPDATE("update"),
        DELETE("delete"),
        ACK("ack");

        private final String level;

        Operation(String level) {
            this.level = level;
        }

        String level() {
            return level;
        }

        static Optional<Operation> named(String level) {
            return Arrays.stream(values()).filter(o -> o.level.equals(level)).findFirst();
        }
    }

    /** A request to a shadow; answers go to {@code topic} and one more level. */
    record Request(ShadowKey key, Operation operation, String topic) implements ShadowTopic {

        String accepted() {
            return topic + "/accepted";
        }

        String rejected() {
            return topic + "/rejected";
        }
    }

    /** A request whose shadow can't have that name; it can still be answered. */
    record Misnamed(String topic) implements ShadowTopic {

        String rejected() {
            return topic + "/rejected";
        }
    }

    /** Nothing that this service knows. */
    record Unknown() implements ShadowTopic {}

    static ShadowTopic parse(String topic) {
        return DeviceTopic.parse(topic).map(ShadowTopic::of).orElseGet(Unknown::new);
    }

    private static ShadowTopic of(DeviceTopic topic) {
        List<String> rest = topic.rest();
        if (rest.size() != 3 || !rest.getFirst().equals("shadow")) {
            return new Unknown();
        }
        return Operation.named(rest.getLast())
                .map(operation -> of(topic, rest.get(1), operation))
                .orElseGet(Unknown::new);
    }

    private static ShadowTopic of(DeviceTopic topic, String name, Operation operation) {
        return ShadowName.parse(name)
                .map(n -> new ShadowKey(topic.tenant(), topic.device(), n))
                .<ShadowTopic>map(key -> new Request(key, operation, topic.toString()))
                .orElseGet(() -> misnamed(topic, operation));
    }

    /** An acknowledgement has no answers. */
    private static ShadowTopic misnamed(DeviceTopic topic, Operation operation) {
        return operation == Operation.ACK ? new Unknown() : new Misnamed(topic.toString());
    }
}
