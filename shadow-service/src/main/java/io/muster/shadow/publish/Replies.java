// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.json.JsonText;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends messages to devices. */
@ApplicationScoped
public class Replies {

    // At most three for each request in hand and one for each delta; far fewer wait in practice.
    private static final int MOST_WAITING = 4_096;

    private final MutinyEmitter<DeviceMessage> replies;

    Replies(
            @Channel("replies")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MOST_WAITING)
                    MutinyEmitter<DeviceMessage> replies) {
        this.replies = replies;
    }

    /** A message of this content. */
    public static DeviceMessage message(String topic, ObjectNode content) {
        return DeviceMessage.of(topic, JsonText.bytes(content));
    }

    /**
     * Sends messages in this order and before any that is sent later; completes when the broker has
     * confirmed all of them.
     */
    public Uni<Void> send(List<DeviceMessage> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(messages.stream().map(replies::send).toList())
                        .andFailFast()
                        .replaceWithVoid();
    }
}
