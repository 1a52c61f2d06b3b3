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
import org.jspecify.annotations.Nullable;

/**
 * What the registry needs beside database, broker and issuer: a free EST port with a certificate,
 * and a place for the CA's key that lives as long as the database does.
 */
public final class RegistryResource implements QuarkusTestResourceLifecycleManager {

    /** Where tests find the port, also those in another class loader. */
    static final String PORT = "registry.test.est-port";

    /** Where tests find the certificate of the authority that signed the EST server's. */
    static final String SERVER_CA = "registry.test.server-ca";

    private static @Nullable Path directory;

    @Override
    public Map<String, String> start() {
        try {
            var files = directory();
            int port = freePort();
            System.setProperty(PORT, Integer.toString(port));
            System.setProperty(SERVER_CA, files.resolve("server-ca.pem").toString());
            // A free port rather than 0: tests have to know it.
            return withCredentials(
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
                            "muster.enrollment.approval-poll",
                            "1S",
                            "muster.enrollment.max-pending-of-one",
                            "100",
                            "muster.enrollment.renewals-per-ten-minutes",
                            "5"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passwords are hashed quickly, and a key is there to seal pre-shared keys by. */
    private static Map<String, String> withCredentials(Map<String, String> others) {
        var all = new HashMap<>(others);
        all.put("muster.credentials.iterations", "10000");
        all.put("muster.credentials.keys.\"k1\"", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
        all.put("muster.credentials.key", "k1");
        return all;
    }

    private static synchronized Path directory() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("registry-test");
            ServerCertificate.write(directory);
        }
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
