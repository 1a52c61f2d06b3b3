// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.sandbox.device.DeviceIdentity;
import io.muster.sandbox.device.DeviceKey;
import io.muster.sandbox.device.MqttVersion;
import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.ClaimApi;
import io.muster.sandbox.operator.ClaimApi.Claim;
import io.muster.sandbox.operator.NotObserved;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;

/**
 * Devices that share a claim certificate get certificates of their own over the broker, one in
 * Muster's way and one in AWS IoT's; with the claim they can do nothing else, and when it is taken
 * back nothing at all.
 */
final class ClaimsBecomeDevices {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Scene scene;
    private final ClaimApi claims;
    private final Claim claim;
    private final KeyManagerFactory keys;

    private ClaimsBecomeDevices(Scene scene, ClaimApi claims, DeviceKey key, Claim claim) {
        this.scene = scene;
        this.claims = claims;
        this.claim = claim;
        this.keys = key.keyManagers(List.of(claim.certificate()));
    }

    static String observe(Scene scene) throws Exception {
        var claims = scene.installation().claims(scene.id("claims"));
        claims.open();
        var key = DeviceKey.generate();
        var claim = claims.issue(key.signingRequest("claim"));
        var step = new ClaimsBecomeDevices(scene, claims, key, claim);
        return scene.installation().broker().version() == MqttVersion.V3_1_1
                ? step.refused()
                : step.observe();
    }

    /** RabbitMQ tells acl-service a name and no certificate, which is not enough for a claim. */
    private String refused() throws Exception {
        try (var holder = holder(claim.name())) {
            return "this broker shows no certificates, and the holder of a claim is refused: "
                    + holder.connect().requireShutOut().reason();
        }
    }

    private String observe() throws Exception {
        enroll(scene.id("claimed-0"));
        provision(scene.id("claimed-1"));
        confine();
        return ("two devices with one claim got certificates of their own over the broker, one of them for an ownership"
                        + " token, and connected; the claim is good for nothing else, and was shut out %d ms after it"
                        + " was taken back")
                .formatted(withdraw());
    }

    private ClaimHolder holder(String clientId) throws IOException {
        return new ClaimHolder(scene.installation().broker(), keys, clientId);
    }

    private void enroll(String device) throws Exception {
        var own = DeviceKey.generate();
        try (var holder = holder(claim.name() + "-0")) {
            var request =
                    JSON.objectNode().put("csr", BASE64.encodeToString(own.signingRequest(device)));
            var answer = holder.ask("enroll/csr", request);
            requireSame(device, answer.path("deviceId").asText());
            requireConnects(device, own, answer.path("certificate").asText());
        }
    }

    private void provision(String device) throws Exception {
        var own = DeviceKey.generate();
        try (var holder = holder(claim.name() + "-1")) {
            var request =
                    JSON.objectNode()
                            .put("certificateSigningRequest", pem(own.signingRequest(device)));
            var created = holder.ask("aws/certificates/create-from-csr/json", request);
            var token = created.path("certificateOwnershipToken").asText();
            var thing =
                    holder.ask(
                            "aws/provisioning-templates/" + claims.profile() + "/provision/json",
                            JSON.objectNode().put("certificateOwnershipToken", token));
            requireSame(device, thing.path("thingName").asText());
            requireConnects(device, own, created.path("certificatePem").asText());
        }
    }

    private static String pem(byte[] request) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n"
                .formatted(BASE64.encodeToString(request));
    }

    private static void requireSame(String device, String named) throws NotObserved {
        NotObserved.unless(named.equals(device), device + " was called " + named);
    }

    private void requireConnects(String device, DeviceKey key, String pem)
            throws InterruptedException, IOException, NotObserved, CertificateException {
        var identity = DeviceIdentity.ofPem(device, key, pem);
        try (var visitor =
                new Visitor(scene.installation().broker(), identity.keyManagers(), device)) {
            visitor.publish("d/default/" + device + "/heartbeat", NOTHING).requireAllowed();
        }
    }

    /** A claim is no device, neither by its own name nor by that of another. */
    private void confine() throws Exception {
        var victim = scene.devices().getFirst().deviceId();
        try (var holder = holder(victim)) {
            holder.connect().requireRefused();
        }
        for (var topic :
                List.of(
                        "d/default/" + claim.name() + "/heartbeat",
                        "d/default/" + victim + "/heartbeat",
                        "p/default/claim-other/enroll/csr")) {
            try (var visitor =
                    new Visitor(scene.installation().broker(), keys, claim.name() + "-2")) {
                visitor.publish(topic, NOTHING).requireRefused();
            }
        }
    }

    /** How many milliseconds after its withdrawal the claim's session had ended. */
    private long withdraw() throws Exception {
        try (var holder = holder(claim.name())) {
            holder.connect().requireAllowed();
            long begin = System.nanoTime();
            claims.withdraw(claim);
            Await.until(
                    "the end of the claim's session",
                    PATIENCE,
                    () -> Optional.of(holder.connected()),
                    connected -> !connected);
            long ended = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            holder.connect().requireShutOut();
            return ended;
        }
    }
}
