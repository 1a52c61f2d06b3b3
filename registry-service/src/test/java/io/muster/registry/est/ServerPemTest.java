// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.ServerCertificate;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPemTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir Path directory;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void write() throws IOException {
        ServerCertificate.write(directory);
    }

    @Test
    void aKeyAndItsCertificateAreShown() throws Exception {
        var opened = read().open(VERTX);

        assertThat(opened.leaf().getSubjectX500Principal()).hasToString("CN=localhost");
        assertThat(opened.keys().chooseEngineServerAlias("EC", null, null)).isNotNull();
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused() throws Exception {
        var before = Files.readString(directory.resolve("server.key"));
        ServerCertificate.write(directory);
        Files.writeString(directory.resolve("server.key"), before);

        assertThatThrownBy(() -> read().open(VERTX)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        for (var text : new String[] {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n"}) {
            Files.writeString(directory.resolve("server.key"), text);

            assertThatThrownBy(() -> read().open(VERTX))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd() throws Exception {
        Files.write(directory.resolve("server.pem"), new byte[256 * 1024 + 1]);

        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void theKeyIsNotPrinted() throws Exception {
        assertThat(read()).hasToString("ServerPem");
    }

    private ServerPem read() throws IOException {
        return ServerPem.read(directory.resolve("server.pem"), directory.resolve("server.key"));
    }
}
