// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A broker with our extension lets nobody in unless acl-service says so. */
class FailClosedIT {

    private static final String URL = "hook.url=http://127.0.0.1:9/hooks/sandbox/hivemq\n";
    private static final String SECRET = "hook.secret=" + FakeHook.SECRET + "\n";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.muster.acl.hivemq");
    }

    @Test
    void asItComesOutOfTheZipNobodyGetsInAndTheLogSaysWhy(@TempDir Path directory)
            throws Exception {
        try (var broker = Installation.startUntouched(directory)) {
            assertNobodyGetsIn(broker);
        }
        assertThat(errors())
                .containsExactly(
                        "Nobody can connect: hook.url (or MUSTER_ACL_HOOK_URL) is not set");
    }

    @Test
    void withBrokenSettingsNobodyGetsInAndTheLogSaysWhy(@TempDir Path directory) throws Exception {
        try (var broker = Installation.start(directory, URL + SECRET + "hook.sceret=x\n")) {
            assertNobodyGetsIn(broker);
        }
        assertThat(errors()).containsExactly("Nobody can connect: there is no setting hook.sceret");
        assertThat(log.list.toString()).doesNotContain(FakeHook.SECRET);
    }

    @Test
    void withItsControlPortTakenNobodyGetsIn(@TempDir Path directory) throws Exception {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (var taken = new ServerSocket(0, 1, loopback);
                var broker =
                        Installation.start(
                                directory,
                                URL + SECRET + "control.port=" + taken.getLocalPort() + "\n")) {
            assertNobodyGetsIn(broker);
        }
        assertThat(errors()).singleElement().asString().contains("could not start");
    }

    @Test
    void withTheHookAwayNobodyGetsIn(@TempDir Path directory) throws Exception {
        try (var broker = Installation.start(directory, URL + SECRET)) {
            assertNobodyGetsIn(broker);
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void withAWrongSecretNobodyGetsIn(@TempDir Path directory) throws Exception {
        try (var hook = FakeHook.start();
                var broker = start(directory, hook, "another-secret-of-a-test")) {
            assertNobodyGetsIn(broker);
            assertThat(hook.connects).hasSize(1);
        }
    }

    @Test
    void whenTheHookGoesAwayConnectedClientsCanDoNothingMore(@TempDir Path directory)
            throws Exception {
        var hook = FakeHook.start();
        try (var broker = start(directory, hook, FakeHook.SECRET)) {
            var client = broker.client("dev-1");
            client.connect();
            hook.close();

            assertThatThrownBy(() -> client.subscribeWith().topicFilter("d/#").send())
                    .hasMessageContaining("SUBACK");
            assertThatThrownBy(() ->
                            client.publishWith().topic("d/x").qos(MqttQos.AT_LEAST_ONCE).send())
                    .isInstanceOf(RuntimeException.class);
            assertNobodyGetsIn(broker);
        }
    }

    private static Installation start(Path directory, FakeHook hook, String secret)
            throws IOException {
        return Installation.start(
                directory, Map.of("hook.url", hook.url().toString(), "hook.secret", secret));
    }

    private List<String> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static void assertNobodyGetsIn(Installation broker) {
        assertThatThrownBy(() -> broker.client("dev-1").connect())
                .isInstanceOfSatisfying(
                        Mqtt5ConnAckException.class,
                        refusal ->
                                assertThat(refusal.getMqttMessage().getReasonCode())
                                        .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED));
    }
}
