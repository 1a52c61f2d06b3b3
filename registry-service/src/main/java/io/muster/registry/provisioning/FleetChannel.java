// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.channel.DeviceMessage;
import io.muster.registry.enrollment.ClaimEnrollments;
import io.muster.registry.enrollment.EnrollmentOutcome;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Issued;
import io.muster.registry.enrollment.EnrollmentOutcome.Pending;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CsrText;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.provisioning.FleetRequest.CreateFromCsr;
import io.muster.registry.provisioning.FleetRequest.CreateWithKey;
import io.muster.registry.provisioning.FleetRequest.Format;
import io.muster.registry.provisioning.FleetRequest.Malformed;
import io.muster.registry.provisioning.FleetRequest.Provision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * AWS IoT's fleet provisioning for holders of claims, {@code p/{tenant}/{client id}/aws/…}: below
 * the client's own topics, because a plain broker tells nobody who has published on a shared one.
 */
@ApplicationScoped
class FleetChannel {

    private final ClaimEnrollments enrollments;
    private final Ownership ownership;
    private final Answers answers;

    FleetChannel(ClaimEnrollments enrollments, Ownership ownership, Answers answers) {
        this.enrollments = enrollments;
        this.ownership = ownership;
        this.answers = answers;
    }

    @Incoming("fleet-provisioning")
    Uni<Void> on(DeviceMessage message) {
        return ClaimTopic.parse(message.topic())
                .flatMap(topic ->
                        FleetRequest.read(topic.rest(), message.payload())
                                .map(request -> answer(topic, request)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> answer(ClaimTopic topic, FleetRequest request) {
        return switch (request) {
            case CreateFromCsr(var csr) -> create(topic, csr);
            case Provision(var template, var token) -> provision(topic, template, token);
            case CreateWithKey() ->
                    rejected(topic, 403, "Forbidden", "Private keys are made by devices only.");
            case Malformed() -> rejected(topic, 400, "InvalidPayload", "The payload is malformed.");
        };
    }

    private Uni<Void> create(ClaimTopic topic, String text) {
        return CsrText.decode(text)
                .map(csr ->
                        enrollments
                                .enroll(topic.claim(), Map.of(), csr)
                                .chain(outcome -> created(topic, outcome)))
                .orElseGet(() ->
                        rejected(topic, 400, "InvalidCertificateSigningRequest", "No PKCS#10."));
    }

    private Uni<Void> created(ClaimTopic topic, EnrollmentOutcome outcome) {
        return switch (outcome) {
            case Issued(var certificate) ->
                    ownership
                            .offer(topic, certificate)
                            .chain(token -> accepted(topic, created(certificate, token)));
            case Refused(var refusal) ->
                    rejected(topic, status(refusal), refusal.reason().code(), refusal.detail());
            case Pending _ ->
                    rejected(topic, 409, "approval_pending", "Somebody has to approve: ask again.");
            case Busy _ -> rejected(topic, 429, "busy", "Too many at once: ask again.");
        };
    }

    private static int status(Refusal refusal) {
        return refusal.reason() == RefusalReason.RATE_LIMITED ? 429 : 403;
    }

    private static ObjectNode created(DeviceCertificate certificate, String token) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("certificateOwnershipToken", token)
                .put("certificateId", certificate.fingerprint().hex())
                .put("certificatePem", certificate.der().pem());
    }

    private Uni<Void> provision(ClaimTopic topic, String template, String token) {
        return enrollments
                .profile(topic.claim())
                .chain(profile ->
                        profile.filter(template::equals).isPresent()
                                ? take(topic, token)
                                : rejected(
                                        topic,
                                        404,
                                        "TemplateNotFound",
                                        "The claim belongs to no such profile."));
    }

    private Uni<Void> take(ClaimTopic topic, String token) {
        return ownership
                .take(topic, token)
                .chain(device ->
                        device.map(id -> accepted(topic, provisioned(id.value())))
                                .orElseGet(() ->
                                        rejected(
                                                topic,
                                                403,
                                                "InvalidCertificateOwnershipToken",
                                                "The token is not this client's, was used, or its"
                                                        + " time is over.")));
    }

    private static ObjectNode provisioned(String thing) {
        var answer = JsonNodeFactory.instance.objectNode().put("thingName", thing);
        answer.putObject("deviceConfiguration");
        return answer;
    }

    private Uni<Void> accepted(ClaimTopic topic, ObjectNode answer) {
        return send(topic, "accepted", answer);
    }

    private Uni<Void> rejected(ClaimTopic topic, int status, String code, String message) {
        return send(
                topic,
                "rejected",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("statusCode", status)
                        .put("errorCode", code)
                        .put("errorMessage", message));
    }

    private Uni<Void> send(ClaimTopic topic, String word, ObjectNode answer) {
        var format = Format.of(topic.rest().getLast());
        return answers.send(topic.answer(word), format.write(answer));
    }
}
