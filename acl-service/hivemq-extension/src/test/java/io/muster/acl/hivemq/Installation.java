// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static java.util.stream.Collectors.joining;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipInputStream;

/**
 * HiveMQ CE with the zip unpacked in its extensions folder, as an operator would do it. The
 * embedded broker lets everybody in when no extension decides, which is the worst that can be
 * around ours.
 */
final class Installation implements AutoCloseable {

    static final String ID = "muster-acl-hivemq-extension";
    static final String LISTENER = "devices";

    private static final String CONFIGURATION =
            """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tcp-listener>
                  <port>%d</port><bind-address>127.0.0.1</bind-address><name>%s</name>
                </tcp-listener>
              </listeners>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
              <persistence><mode>in-memory</mode></persistence>
            </hivemq>
            """;

    final int port;
    private final EmbeddedHiveMQ broker;

    private Installation(int port, EmbeddedHiveMQ broker) {
        this.port = port;
        this.broker = broker;
    }

    /** Starts with what an operator wrote into the settings' file. */
    static Installation start(Path directory, Map<String, String> settings) throws IOException {
        var text =
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(joining("\n"));
        return start(directory, text);
    }

    static Installation start(Path directory, String settings) throws IOException {
        var extensions = Files.createDirectories(directory.resolve("extensions"));
        unzip(extensions);
        Files.writeString(extensions.resolve(ID).resolve("conf/muster-acl.properties"), settings);
        return startUnpacked(directory);
    }

    /** Starts with the extension as it is in the zip. */
    static Installation startUntouched(Path directory) throws IOException {
        unzip(Files.createDirectories(directory.resolve("extensions")));
        return startUnpacked(directory);
    }

    private static Installation startUnpacked(Path directory) throws IOException {
        var port = freePort();
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("config.xml"), CONFIGURATION.formatted(port, LISTENER));
        var broker =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(conf)
                        .withDataFolder(Files.createDirectories(directory.resolve("data")))
                        .withExtensionsFolder(directory.resolve("extensions"))
                        .withoutLoggingBootstrap()
                        .build();
        broker.start().join();
        return new Installation(port, broker);
    }

    static Path zip() {
        return Path.of(System.getProperty("muster.extension.zip"));
    }

    private static void unzip(Path target) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(zip()))) {
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

    static int freePort() throws IOException {
        try (var socket =
                new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    Mqtt5BlockingClient client(String id) {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .identifier(id)
                .buildBlocking();
    }

    @Override
    public void close() {
        broker.stop().join();
    }
}
