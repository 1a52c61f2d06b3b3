// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.RabbitMqProfile;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions of RabbitMQ 3.10.8 as it puts them, and what else could come from outside. */
@QuarkusTest
@TestProfile(RabbitMqProfile.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class RabbitMqHookQuarkusTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    @BeforeAll
    static void world() {
        World.begin();
        World.enrolled("dev-1");
        World.enrolled("dev-2");
        World.enrolled("dev.1");
    }

    @Test
    void aDeviceIsLetInByTheNameInItsCertificate() {
        assertThat(ask("user", "username=dev-1")).isEqualTo(ALLOW);
        assertThat(ask("vhost", "username=dev-1&vhost=%2F&ip=127.0.0.1&tags=&client_id=dev-1"))
                .isEqualTo(ALLOW);
    }

    /** RabbitMQ asks so for a client without a certificate that gives an empty password. */
    @Test
    void anEmptyPasswordIsNoCertificate() {
        assertThat(ask("user", "username=dev-1&password=&vhost=%2F&client_id=dev-1"))
                .isEqualTo(DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username=nobody",
                "username=dev.1",
                "username=dev-%2A",
                "username=",
                "client_id=dev-1",
                "username=dev-1&password=wrong&vhost=%2F&client_id=dev-1",
                "username=dev-1&vhost=other",
                "username=dev-1&username=dev-2",
                "username=~control",
            })
    void otherNamesAreNot(String question) {
        assertThat(ask("user", question)).isEqualTo(DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username=dev-1&vhost=%2F&client_id=dev-2",
                "username=dev-1&vhost=%2F&client_id=",
                "username=dev-1&vhost=%2F",
                "username=dev-1&vhost=other&client_id=dev-1",
                "username=dev-2&vhost=%2F&client_id=dev-1",
                "username=registry-service&vhost=%2F&client_id=dev-1",
            })
    void theVirtualHostIsOpenToTheDevicesOwnClientIdOnly(String question) {
        ask("user", "username=dev-1");

        assertThat(ask("vhost", question)).isEqualTo(DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "queue, mqtt-subscription-dev-1qos1, configure, allow",
        "queue, mqtt-subscription-dev-1qos0, read, allow",
        "queue, mqtt-subscription-dev-1qos1, write, allow",
        "queue, mqtt-subscription-dev-2qos1, read, deny",
        "queue, mqtt-subscription-dev-1, read, deny",
        "queue, anything, configure, deny",
        "exchange, amq.topic, read, allow",
        "exchange, amq.topic, write, allow",
        "exchange, amq.topic, configure, deny",
        "exchange, amq.direct, write, deny",
        "stream, amq.topic, read, deny",
    })
    void aDeviceMayUseItsOwnQueuesAndTheExchangeOfTopics(
            String resource, String name, String permission, String answer) {
        ask("user", "username=dev-1");

        assertThat(
                        ask(
                                "resource",
                                "username=dev-1&vhost=%%2F&resource=%s&name=%s&permission=%s&tags=&client_id=dev-1"
                                        .formatted(resource, name, permission)))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "write, d.default.dev-1.presence, allow",
        "write, d.default.dev-1.shadow.default.update, allow",
        "write, d.default.dev-1.shadow.de.fault.update, deny",
        "write, d.default.dev-1.ota.job, deny",
        "write, d.default.dev-2.presence, deny",
        "write, d.default.dev-1.presence.x, deny",
        "write, d.default.*.presence, deny",
        "write, d.default.dev-1.%23, deny",
        "write, d.default.dev.1.presence, deny",
        "write, events.default.registry.certificate.revoked, deny",
        "write, d%2Fdefault%2Fdev-1%2Fpresence, deny",
        "read, d.default.dev-1.%23, allow",
        "read, d.default.dev-1.*.*.delta, allow",
        "read, d.default.dev-2.%23, deny",
        "read, d.default.*.%23, deny",
        "read, d.default.%23.presence, deny",
        "read, %23, deny",
        "read, *.*.*.*, deny",
        "read, events.%23, deny",
        "read, $share.x.%23, deny",
        "read, $share.x.d.default.dev-1.%23, deny",
        "read, d.default.dev.1.%23, deny",
        "configure, d.default.dev-1.presence, deny",
    })
    void aDeviceHasItsOwnTopicsOnly(String permission, String key, String answer) {
        ask("user", "username=dev-1");

        assertThat(topic("dev-1", "dev-1", permission, key)).isEqualTo(answer);
    }

    @Test
    void aServiceIsLetInByItsToken() {
        var token = TestTokens.service("registry-service");
        var client = "registry-service-presence";

        assertThat(
                        ask(
                                "user",
                                "username=registry-service&password=%s&vhost=%%2F&client_id=%s"
                                        .formatted(token, client)))
                .isEqualTo(ALLOW);
        assertThat(topic("registry-service", client, "read", "d.*.*.presence")).isEqualTo(ALLOW);
        assertThat(topic("registry-service", client, "read", "d.*.*.ota.report")).isEqualTo(DENY);
        assertThat(
                        topic(
                                "registry-service",
                                client,
                                "write",
                                "events.default.registry.device.created"))
                .isEqualTo(ALLOW);
        assertThat(topic("dev-1", client, "read", "d.*.*.presence")).isEqualTo(DENY);
    }

    @Test
    void aRevokedDeviceMayNothingAnyMore() {
        var issued = World.enrolled("dev-9");
        ask("user", "username=dev-9");
        assertThat(topic("dev-9", "dev-9", "write", "d.default.dev-9.presence")).isEqualTo(ALLOW);

        World.revoked("dev-9", issued);

        assertThat(topic("dev-9", "dev-9", "write", "d.default.dev-9.presence")).isEqualTo(DENY);
        assertThat(ask("user", "username=dev-9")).isEqualTo(DENY);
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsNotAnswered() {
        var path = "/hooks/sandbox/wrong-secret-0123456789/rabbitmq/user";

        assertThat(post(path, "username=dev-1").statusCode()).isEqualTo(401);
    }

    @Test
    void whatMakesNoSenseIsDenied() {
        assertThat(ask("nothing", "username=dev-1")).isEqualTo(DENY);
        assertThat(ask("topic", "")).isEqualTo(DENY);
        assertThat(ask("topic", "username=%FF")).isEqualTo(DENY);
    }

    private static String topic(String user, String client, String permission, String key) {
        return ask(
                "topic",
                ("username=%s&vhost=%%2F&resource=topic&name=amq.topic&permission=%s&tags=&routing_key=%s"
                                + "&variable_map.client_id=%s&variable_map.username=%s&variable_map.vhost=%%2F")
                        .formatted(user, permission, key, client, user));
    }

    /** The answer, which is one with status 200 whatever it says. */
    private static String ask(String operation, String question) {
        var path = "/hooks/sandbox/" + RabbitMqProfile.secret() + "/rabbitmq/" + operation;
        var answer = post(path, question);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** To the byte as RabbitMQ sends it, which a friendlier client would not do. */
    private static HttpResponse<String> post(String path, String question) {
        var request =
                HttpRequest.newBuilder(URI.create(World.service() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(question))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
