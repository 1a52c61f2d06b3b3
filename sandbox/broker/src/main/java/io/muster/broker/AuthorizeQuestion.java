// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;
import java.util.List;

/** What a connected client wants to do, in the form in which the hook is asked. */
record AuthorizeQuestion(String session, String clientId, List<Request> requests) {

    record Request(String action, String topic, int qos, boolean retain) {

        static Request publish(PublishPacket packet) {
            return new Request(
                    "publish",
                    packet.getTopic(),
                    packet.getQos().getQosNumber(),
                    packet.getRetain());
        }

        static Request subscribe(Subscription subscription) {
            return new Request(
                    "subscribe",
                    subscription.getTopicFilter(),
                    subscription.getQos().getQosNumber(),
                    false);
        }
    }
}
