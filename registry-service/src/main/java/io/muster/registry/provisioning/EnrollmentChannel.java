// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.muster.platform.channel.DeviceMessage;
import io.muster.registry.enrollment.ClaimEnrollments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * First certificates for holders of claims, {@code p/{tenant}/{client id}/enroll/csr}. A message on
 * a topic that no holder of a claim has is dropped: nobody listens for its answer.
 */
@ApplicationScoped
class EnrollmentChannel {

    private final ClaimEnrollments enrollments;
    private final Answers answers;

    EnrollmentChannel(ClaimEnrollments enrollments, Answers answers) {
        this.enrollments = enrollments;
        this.answers = answers;
    }

    @Incoming("enrollments")
    Uni<Void> on(DeviceMessage message) {
        return ClaimTopic.parse(message.topic())
                .map(topic -> answer(topic, message))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> answer(ClaimTopic topic, DeviceMessage message) {
        return CsrMessage.read(message.payload(), message.text())
                .map(request ->
                        enrollments
                                .enroll(topic.claim(), request.parameters(), request.csr())
                                .chain(outcome -> answers.tell(topic::answer, outcome)))
                .orElseGet(() -> answers.malformed(topic::answer));
    }
}
