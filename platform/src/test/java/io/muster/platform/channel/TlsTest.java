// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.muster.platform.channel.ChannelFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final String PASSWORD = "changeit";

    private final ChannelFixture fixture = new ChannelFixture();
    private final Vertx vertx = fixture.vertx;

    @TempDir Path directory;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void connectsToTheHostThatTheCertificateNames() throws Exception {
        var session = session(certificate("dns:localhost"), Optional.empty());

        until(() -> session.trouble() == null);
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws Exception {
        var session = session(certificate("dns:other.example"), Optional.empty());

        until(() -> !"not connected yet".equals(session.trouble()));
        assertThat(session.trouble()).contains("matching localhost found");
    }

    @Test
    void checksTheNameUnlessToldNotToInSoManyWords() throws Exception {
        var session = session(certificate("dns:other.example"), Optional.of("NONE"));

        until(() -> session.trouble() == null);
    }

    private MqttSession session(Path store, Optional<String> algorithm) {
        var pfx = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
        var options = new MqttServerOptions();
        options.setSsl(true).setKeyCertOptions(pfx);
        var broker = new ScriptedBroker(vertx, options);
        TlsConfiguration tls = new Tls(pfx, algorithm);
        var endpoint =
                new MqttEndpoint(
                        "localhost",
                        broker.port(),
                        Optional.of(tls),
                        "svc-up",
                        false,
                        10,
                        1_024,
                        false);
        var session =
                new MqttSession(
                        vertx,
                        endpoint,
                        ChannelFixture.NO_LOGIN,
                        fixture.backoff,
                        new MqttSessionTest.Idle());
        session.open();
        return session;
    }

    private Path certificate(String name) throws IOException, InterruptedException {
        var store = directory.resolve("broker.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return store;
    }

    /** Trusts exactly the broker's certificate. */
    private static final class Tls extends BaseTlsConfiguration {

        private final PfxOptions trust;
        private final Optional<String> algorithm;

        Tls(PfxOptions trust, Optional<String> algorithm) {
            this.trust = trust;
            this.algorithm = algorithm;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return trust;
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return algorithm;
        }
    }
}
