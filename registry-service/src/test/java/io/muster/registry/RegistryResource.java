// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the registry needs beside database, broker and issuer: a free EST port with a certificate,
 * and a place for the CA's key that lives as long as the database does.
 */
public final class RegistryResource implements QuarkusTestResourceLifecycleManager {

    /** Where tests find the port, also those in another class loader. */
    static final String PORT = "registry.test.est-port";

    /** Where tests find the certificate of the authority that signed the EST server's. */
    static final String SERVER_CA = "registry.test.server-ca";

    /** Where tests find the ports for proxies: one for this machine, one for pinned keys. */
    public static final String PROXY_PORT = "registry.test.proxy-port";

    /** What the brokers of the tests show. */
    public static final String HOOK_SECRET = "a-hook-secret-for-tests";

    /** As long as the JVM lives: another configuration of the service has other class loaders. */
    private static final String DIRECTORY = "registry.test.directory";

    /** Receivers on this machine, that are given up soon. */
    private static final Map<String, String> WEBHOOKS =
            Map.of(
                    "muster.webhooks.allowed-networks", "127.0.0.1/32",
                    "muster.webhooks.allow-http", "true",
                    "muster.webhooks.first-retry", "0.2S",
                    "muster.webhooks.attempts", "3",
                    "muster.webhooks.disable-after", "4");

    @Override
    public Map<String, String> start() {
        try {
            var files = directory();
            var settings = new HashMap<>(brokers());
            int port = freePort();
            System.setProperty(PORT, Integer.toString(port));
            int proxyPort = freePort();
            System.setProperty(PROXY_PORT, Integer.toString(proxyPort));
            settings.put("muster.est.proxy.port", Integer.toString(proxyPort));
            System.setProperty(SERVER_CA, files.resolve("server-ca.pem").toString());
            // A free port rather than 0: tests have to know it.
            settings.putAll(
                    Map.of(
                            "muster.est.port",
                            Integer.toString(port),
                            "muster.est.certificate",
                            files.resolve("server.pem").toString(),
                            "muster.est.key",
                            files.resolve("server.key").toString(),
                            "muster.ca.keystore",
                            files.resolve("ca.p12").toString(),
                            "muster.ca.password",
                            "a password for tests",
                            "muster.enrollment.failures-per-minute",
                            "100000",
                            "muster.enrollment.requests-per-minute",
                            "100000",
                            "muster.enrollment.approval-poll",
                            "1S",
                            "muster.enrollment.max-pending-of-one",
                            "100",
                            "muster.enrollment.renewals-per-ten-minutes",
                            "5"));
            settings.putAll(credentials());
            settings.putAll(WEBHOOKS);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passwords are hashed quickly, and a key is there to seal pre-shared keys by. */
    private static Map<String, String> credentials() {
        return Map.of(
                "muster.credentials.iterations",
                "10000",
                "muster.credentials.keys.\"k1\"",
                "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "muster.credentials.key",
                "k1");
    }

    private static Map<String, String> brokers() {
        var settings = new HashMap<String, String>();
        Map.of("hive", "hivemq", "emqx", "emqx", "verne", "vernemq")
                .forEach((name, dialect) -> {
                    var prefix = "muster.presence.brokers." + name + ".";
                    settings.put(prefix + "dialect", dialect);
                    settings.put(prefix + "hook-secret", HOOK_SECRET);
                    settings.put(prefix + "tenant", name.equals("hive") ? "*" : "default");
                });
        return settings;
    }

    private static synchronized Path directory() throws IOException {
        var known = System.getProperty(DIRECTORY);
        if (known != null) {
            return Path.of(known);
        }
        var directory = Files.createTempDirectory("registry-test");
        ServerCertificate.write(directory);
        System.setProperty(DIRECTORY, directory.toString());
        return directory;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        // The files are needed again when another configuration is tested on the same database.
    }
}
