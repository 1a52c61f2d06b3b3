// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.pki.ServerPki;
import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * HiveMQ CE, started by its own main class with the built zip of our extension unpacked in its
 * extensions folder, as an operator would do it. None of our classes are on its class path.
 */
final class InstalledHiveMq implements AutoCloseable {

    private static final Path ZIPS = Path.of("..", "acl-service", "hivemq-extension", "target");
    private static final Path LIBRARIES = Path.of("..", "sandbox", "broker", "target", "lib");
    private static final String EXTENSION = "muster-acl-hivemq-extension";
    private static final String PASSWORD = "test-only";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xmx320m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/sun.security.provider=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private static final String CONFIGURATION =
            """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tls-tcp-listener>
                  <port>%d</port><bind-address>127.0.0.1</bind-address><name>devices</name>
                  <tls>
                    <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
                    <truststore><path>%s</path><password>%s</password></truststore>
                    <client-authentication-mode>OPTIONAL</client-authentication-mode>
                  </tls>
                </tls-tcp-listener>
              </listeners>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
              <persistence><mode>in-memory</mode></persistence>
            </hivemq>
            """;

    private final ChildProcess process;
    private final ServerPki pki;

    private InstalledHiveMq(ChildProcess process, ServerPki pki) {
        this.process = process;
        this.pki = pki;
    }

    /** The newest zip that was built; empty where none was. */
    static Optional<Path> zip() throws IOException {
        if (!Files.isDirectory(ZIPS) || !Files.isDirectory(LIBRARIES)) {
            return Optional.empty();
        }
        try (var files = Files.list(ZIPS)) {
            return files.filter(file -> file.getFileName().toString().startsWith(EXTENSION))
                    .filter(file -> file.toString().endsWith(".zip"))
                    .max((one, other) ->
                            Long.compare(
                                    one.toFile().lastModified(), other.toFile().lastModified()));
        }
    }

    /** Returns when devices are let in, or not. */
    static InstalledHiveMq start(Path home, List<X509Certificate> authorities) throws Exception {
        var pki = ServerPki.ensure(Files.createDirectories(home.resolve("pki")), PASSWORD);
        pki.writeTrustStore(authorities);
        var extensions = Files.createDirectories(home.resolve("extensions"));
        unzip(zip().orElseThrow(), extensions);
        Files.writeString(
                extensions.resolve(EXTENSION).resolve("conf/muster-acl.properties"), settings());
        Files.createDirectories(home.resolve("data"));
        Files.createDirectories(home.resolve("log"));
        Files.writeString(
                Files.createDirectories(home.resolve("conf")).resolve("config.xml"),
                CONFIGURATION.formatted(
                        HiveMqProfile.mqtts(),
                        pki.keyStore(),
                        PASSWORD,
                        PASSWORD,
                        pki.trustStore(),
                        PASSWORD));
        var process = ChildProcess.start(command(home), Map.of(), home.resolve("log/process.log"));
        var broker = new InstalledHiveMq(process, pki);
        assertThat(LoopbackPort.awaitAnswer(HiveMqProfile.mqtts(), PATIENCE))
                .as("HiveMQ started, see " + home)
                .isTrue();
        return broker;
    }

    private static String settings() {
        return """
        hook.url=%s/hooks/sandbox/hivemq
        hook.secret=%s
        control.port=%d
        """
                .formatted(World.service(), Neighbours.SECRET, HiveMqProfile.control());
    }

    private static List<String> command(Path home) {
        var main =
                List.of(
                        "-Dhivemq.home=" + home,
                        "-Djava.io.tmpdir=" + home,
                        "-cp",
                        LIBRARIES.toAbsolutePath().normalize().resolve("*").toString(),
                        "com.hivemq.HiveMQServer");
        return Stream.of(List.of(ChildProcess.java()), JVM_OPTIONS, main)
                .flatMap(List::stream)
                .toList();
    }

    private static void unzip(Path from, Path target) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(from))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var path = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
    }

    /** PEM of the authority that its own certificate is from. */
    Path authority() {
        return pki.caCertificate();
    }

    @Override
    public void close() {
        process.kill();
    }
}
