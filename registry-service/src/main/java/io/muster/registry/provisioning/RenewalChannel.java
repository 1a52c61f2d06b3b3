// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.topic.DeviceTopic;
import io.muster.registry.enrollment.TrustedEnrollments;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Renewals of devices that speak nothing but MQTT, {@code d/{tenant}/{device}/cert/renew}. */
@ApplicationScoped
class RenewalChannel {

    private static final List<String> RENEW = List.of("cert", "renew");

    private final TrustedEnrollments enrollments;
    private final Answers answers;

    RenewalChannel(TrustedEnrollments enrollments, Answers answers) {
        this.enrollments = enrollments;
        this.answers = answers;
    }

    @Incoming("renewals")
    Uni<Void> on(DeviceMessage message) {
        return DeviceTopic.parse(message.topic())
                .filter(topic -> topic.rest().equals(RENEW))
                .map(topic -> answer(topic, message))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> answer(DeviceTopic topic, DeviceMessage message) {
        var identity = new DeviceIdentity(topic.tenant(), topic.device());
        return CsrMessage.read(message.payload(), message.text())
                .map(request ->
                        enrollments
                                .renew(identity, request.csr())
                                .chain(outcome ->
                                        answers.tell(word -> answerTopic(topic, word), outcome)))
                .orElseGet(() -> answers.malformed(word -> answerTopic(topic, word)));
    }

    private static String answerTopic(DeviceTopic topic, String word) {
        return topic.with("cert", "renew", word);
    }
}
