// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;
import java.util.List;

/** What a connected client wants to do, in the form in which the hook is asked. */
public record AuthorizeQuestion(String session, String clientId, List<Request> requests) {

    /** One of the things that it wants to do. */
    public record Request(String action, String topic, int qos, boolean retain) {

        /** The Will is one, too. */
        public static Request publish(PublishPacket packet) {
            return new Request(
                    "publish",
                    packet.getTopic(),
                    packet.getQos().getQosNumber(),
                    packet.getRetain());
        }

        /** A shared subscription is asked for as it is, with its group. */
        public static Request subscribe(Subscription subscription) {
            return new Request(
                    "subscribe",
                    subscription.getTopicFilter(),
                    subscription.getQos().getQosNumber(),
                    false);
        }
    }
}
