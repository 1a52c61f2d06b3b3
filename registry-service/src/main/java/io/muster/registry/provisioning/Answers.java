// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.channel.DeviceMessage;
import io.muster.registry.ca.Authorities;
import io.muster.registry.enrollment.EnrollmentOutcome;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Issued;
import io.muster.registry.enrollment.EnrollmentOutcome.Pending;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Answers over the broker. What an answer says is in the database before, and the request is not
 * acknowledged before its answer is: after a crash in between, the broker sends the request again
 * and the same answer goes out again.
 */
@ApplicationScoped
class Answers {

    private static final Refusal MALFORMED =
            new Refusal(
                    RefusalReason.CSR_MALFORMED,
                    "The message is no PKCS#10 request of at most 16 KiB.");

    private final MutinyEmitter<DeviceMessage> out;
    private final Authorities authorities;

    Answers(
            @Channel("enrollment-out")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<DeviceMessage> out,
            Authorities authorities) {
        this.out = out;
        this.authorities = authorities;
    }

    /**
     * Says what came of a request.
     *
     * @param topic the topic of an answer's kind, {@code accepted} or {@code rejected}
     */
    Uni<Void> tell(UnaryOperator<String> topic, EnrollmentOutcome outcome) {
        return switch (outcome) {
            case Issued(var certificate) -> send(topic.apply("accepted"), accepted(certificate));
            case Refused(var refusal) ->
                    rejected(
                            topic, refusal.reason().code(), refusal.detail(), refusal.retryAfter());
            case Pending(var wait) ->
                    rejected(
                            topic,
                            "approval_pending",
                            "Somebody has to approve; send the same request again later.",
                            Optional.of(wait));
            case Busy(var wait) ->
                    rejected(
                            topic,
                            "busy",
                            "Too many enrollments at once; send the same request again later.",
                            Optional.of(wait));
        };
    }

    /** Says that a message is no request. */
    Uni<Void> malformed(UnaryOperator<String> topic) {
        return tell(topic, new Refused(MALFORMED));
    }

    private ObjectNode accepted(DeviceCertificate certificate) {
        var tenant = certificate.identity().tenant();
        var answer =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("certificate", certificate.der().pem())
                        .put(
                                "chain",
                                authorities.chain(tenant).stream()
                                        .map(Der::pem)
                                        .collect(Collectors.joining()))
                        .put("certificateId", certificate.fingerprint().hex())
                        .put("deviceId", certificate.identity().device().value());
        answer.putObject("config").put("tenant", tenant.value());
        return answer;
    }

    private Uni<Void> rejected(
            UnaryOperator<String> topic, String code, String message, Optional<Duration> wait) {
        var answer =
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        wait.ifPresent(time -> answer.put("retryAfter", time.toSeconds()));
        return send(topic.apply("rejected"), answer);
    }

    private Uni<Void> send(String topic, ObjectNode answer) {
        return send(topic, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Completes when the broker has the message. */
    Uni<Void> send(String topic, byte[] payload) {
        return out.send(DeviceMessage.of(topic, payload));
    }
}
