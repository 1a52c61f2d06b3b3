// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerOptions.Access.OpenForTests;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.net.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one open broker of a test JVM; see {@link SharedPostgres} for why a system property remembers
 * it.
 */
public final class SharedBroker {

    private static final String PORT_PROPERTY = "muster.testkit.broker.port";

    private SharedBroker() {}

    /** The port of the plain listener on 127.0.0.1; starts the broker if need be. */
    public static int port() {
        synchronized (System.getProperties()) {
            var running = Integer.getInteger(PORT_PROPERTY);
            if (running != null) {
                return running;
            }
            var port = start().port();
            System.setProperty(PORT_PROPERTY, Integer.toString(port));
            return port;
        }
    }

    private static BrokerProcess start() {
        try {
            var directory = Files.createTempDirectory("muster-test-broker-");
            var broker = BrokerProcess.start(options(directory));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, directory)));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static BrokerOptions options(Path directory) {
        return new BrokerOptions(
                directory,
                directory.resolve("log"),
                LoopbackPort.free(),
                new OpenForTests(),
                Optional.empty(),
                false);
    }

    private static void stop(BrokerProcess broker, Path directory) {
        // Nothing of it is kept, so that it need not end in order.
        broker.kill();
        Directories.delete(directory);
    }
}
