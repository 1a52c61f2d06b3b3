// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.awaitility.Awaitility.await;

import io.muster.acl.TestAuthority.Issued;
import io.muster.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The world of a test, as the service hears of it: one issuer of the tenant {@code default}, and
 * whatever happens to devices, told as registry-service tells it. The snapshot keeps up with the
 * events, since the service looks at it now and then.
 */
public final class World {

    public static final TestAuthority ISSUER = new TestAuthority("Muster Test Issuing CA");

    /**
     * Another one, which brokers take certificates of, and the service once {@link #issuer} told.
     */
    public static final TestAuthority SECOND = new TestAuthority("Muster Test Second CA");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final Map<String, String> FACTS = new LinkedHashMap<>();

    private World() {}

    /** A world with the issuer and no device; returns when the service knows it. */
    public static synchronized void begin() {
        FACTS.clear();
        FACTS.put(
                "issuer",
                """
                {"kind":"issuer","tenant":"default","issuer":"%s","certificatePem":"%s","state":"ISSUING"}\
                """
                        .formatted(ISSUER.fingerprint(), ISSUER.pem().replace("\n", "\\n")));
        reload();
    }

    /** From now on registry-service does not answer; {@link #reload()} ends that. */
    public static synchronized void goesSilent() {
        call("PUT", registry() + "/api/v1/snapshot", "");
    }

    /** A certificate is revoked while nobody listens. */
    public static synchronized void revokedUnheard(String device, Issued issued) {
        remember(device, issued, "REVOKED");
        putSnapshot(SEQUENCE.addAndGet(2));
    }

    /** Has the service read the snapshot again, by an event whose predecessor is missing. */
    public static synchronized void reload() {
        var sequence = SEQUENCE.addAndGet(2);
        putSnapshot(sequence);
        push("presence.changed", event("presence.changed", "nobody", "{}", sequence));
    }

    private static void putSnapshot(long sequence) {
        var lines = new ArrayList<String>();
        lines.add("{\"kind\":\"head\",\"tenant\":\"default\",\"sequence\":%d}".formatted(sequence));
        lines.addAll(FACTS.values());
        lines.add("{\"kind\":\"end\"}");
        call("PUT", registry() + "/api/v1/snapshot", String.join("\n", lines) + "\n");
    }

    /** A device with a certificate, created and enrolled. */
    public static Issued enrolled(String device) {
        return enrolled(device, ISSUER);
    }

    /** A device with a certificate of an authority that {@link #issuer} told of. */
    public static Issued enrolled(String device, TestAuthority authority) {
        var issued = authority.issue(TestAuthority.device("default", device));
        created(device);
        announce(device, issued, authority);
        return issued;
    }

    /** An authority of the tenant is in another state, or new. */
    public static void issuer(TestAuthority authority, String state) {
        var data =
                "\"issuer\":\"%s\",\"certificatePem\":\"%s\",\"state\":\"%s\""
                        .formatted(
                                authority.fingerprint(),
                                authority.pem().replace("\n", "\\n"),
                                state);
        remember("issuer", authority.fingerprint(), "none", data);
        happens("issuer.changed", "none", data);
    }

    public static void created(String device) {
        remember(device, "CREATED");
        happens(
                "device.created",
                device,
                "\"state\":\"CREATED\",\"version\":1,\"groups\":[\"/site1\"]");
    }

    public static void changed(String device, String state) {
        remember(device, state);
        happens(
                "device.changed",
                device,
                "\"state\":\"%s\",\"version\":2,\"groups\":[\"/site1\"]".formatted(state));
    }

    public static void deleted(String device) {
        forget(device);
        happens("device.deleted", device, "\"device\":\"" + device + "\"");
    }

    public static void announce(String device, Issued issued) {
        announce(device, issued, ISSUER);
    }

    private static void announce(String device, Issued issued, TestAuthority authority) {
        remember(device, issued, authority, "ACTIVE");
        happens(
                "certificate.issued",
                device,
                """
                "fingerprint":"%s","serial":"64","issuer":"%s","notBefore":"%s","notAfter":"%s\"\
                """
                        .formatted(
                                issued.fingerprint(),
                                authority.fingerprint(),
                                issued.certificate().getNotBefore().toInstant(),
                                issued.certificate().getNotAfter().toInstant()));
    }

    public static void revoked(String device, Issued issued) {
        remember(device, issued, "REVOKED");
        happens(
                "certificate.revoked",
                device,
                """
                "fingerprint":"%s","serial":"64","issuer":"%s","reason":"keyCompromise","revokedAt":"%s\"\
                """
                        .formatted(issued.fingerprint(), ISSUER.fingerprint(), Instant.now()));
    }

    /**
     * A user name and password, or a pre-shared key, of a device that was created.
     *
     * @param members what the fact says besides, such as {@code "enabled":true}
     */
    public static void credential(String type, String device, String name, String members) {
        var data = "\"type\":\"%s\",\"authId\":\"%s\",%s".formatted(type, name, members);
        remember("credential", name, device, data);
        happens("credential.changed", device, data);
    }

    private static synchronized void remember(
            String kind, String name, String device, String data) {
        FACTS.put(
                kind + " " + device + " " + name,
                "{\"kind\":\"%s\",\"tenant\":\"default\",\"device\":\"%s\",%s}"
                        .formatted(kind, device, data));
    }

    private static synchronized void remember(String device, String state) {
        FACTS.put(
                "device " + device,
                "{\"kind\":\"device\",\"tenant\":\"default\",\"device\":\"%s\",\"state\":\"%s\",\"connected\":false,\"groups\":[\"/site1\"]}"
                        .formatted(device, state));
    }

    private static void remember(String device, Issued issued, String status) {
        remember(device, issued, ISSUER, status);
    }

    private static synchronized void remember(
            String device, Issued issued, TestAuthority authority, String status) {
        FACTS.put(
                "certificate " + device + " " + issued.fingerprint(),
                """
                {"kind":"certificate","tenant":"default","device":"%s","fingerprint":"%s","serial":"64","issuer":"%s","status":"%s",\
                "notBefore":"%s","notAfter":"%s"}\
                """
                        .formatted(
                                device,
                                issued.fingerprint(),
                                authority.fingerprint(),
                                status,
                                issued.certificate().getNotBefore().toInstant(),
                                issued.certificate().getNotAfter().toInstant()));
    }

    private static synchronized void forget(String device) {
        FACTS.remove("device " + device);
        FACTS.keySet()
                .removeIf(fact ->
                        fact.startsWith("certificate " + device + " ")
                                || fact.startsWith("credential " + device + " "));
    }

    /** Tells one event and returns when the service has taken it. */
    private static synchronized void happens(String type, String device, String data) {
        var members =
                data.startsWith("\"device\"") ? data : "\"device\":\"" + device + "\"," + data;
        var sequence = SEQUENCE.incrementAndGet();
        putSnapshot(sequence);
        push(type, event(type, device, "{" + members + "}", sequence));
    }

    private static String event(String type, String subject, String data, long sequence) {
        return """
        {"specversion":"1.0","id":"%s","source":"/registry","type":"%s","subject":"%s","time":"%s",
         "datacontenttype":"application/json","tenant":"default","sequence":"%d","data":%s}\
        """
                .formatted(UUID.randomUUID(), type, subject, Instant.now(), sequence, data);
    }

    /** As the broker delivers it: the event is the message, and has a topic. */
    private static void push(String type, String event) {
        var request =
                HttpRequest.newBuilder(URI.create(service() + "/channels/registry-events"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + TestTokens.service("registry-service"))
                        .header("Content-Type", "application/json")
                        .header("ce-specversion", "1.0")
                        .header("ce-id", UUID.randomUUID().toString())
                        .header("ce-source", "/broker")
                        .header("ce-type", "message")
                        .header("ce-topic", "events/default/registry/" + type)
                        .POST(BodyPublishers.ofString(event));
        var answer = send(request);
        if (answer.statusCode() != 204) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    /** Returns when the service has told the broker's control to end this client. */
    public static String awaitDisconnect(String clientId) {
        var seen = new StringBuilder();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    seen.append(asked());
                    return seen.toString().contains("\"" + clientId + "\"");
                });
        return seen.toString();
    }

    /** What the broker's control was asked since the last time. */
    public static String asked() {
        return call("GET", registry() + "/asked", "").body();
    }

    /** From now on the broker's control answers so. */
    public static void controlAnswers(int status) {
        call("PUT", registry() + "/status", Integer.toString(status));
    }

    public static String service() {
        return "http://127.0.0.1:" + config("quarkus.http.test-port");
    }

    private static String registry() {
        return config("muster.registry.url");
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static HttpResponse<String> call(String method, String url, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
