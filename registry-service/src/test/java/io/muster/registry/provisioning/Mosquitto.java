// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's mosquitto, a plain broker that knows nothing of us, where it is installed. */
public final class Mosquitto implements QuarkusTestResourceLifecycleManager {

    static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private @Nullable Process process;

    @Override
    public Map<String, String> start() {
        if (!Files.isExecutable(PROGRAM)) {
            return Map.of();
        }
        try {
            int port = freePort();
            var settings = Files.createTempFile("mosquitto", ".conf");
            Files.writeString(
                    settings, "listener %d 127.0.0.1\nallow_anonymous true\n".formatted(port));
            process =
                    new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return Map.of("muster.mqtt.port", Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** After the broker of other test classes, so that this address wins. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        var running = process;
        if (running != null) {
            running.destroy();
        }
    }
}
