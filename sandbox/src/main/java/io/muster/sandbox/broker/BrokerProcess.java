// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.broker;

import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * HiveMQ CE with our hook in a JVM of its own: it insists on its own logging and cannot share a
 * class path.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 20;
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xmx320m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    // Netty, RocksDB and Xodus reach into the JDK.
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/sun.security.provider=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final ChildProcess process;
    private final int port;

    private BrokerProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the broker; returns when it accepts clients. */
    public static BrokerProcess start(BrokerOptions options)
            throws IOException, InterruptedException {
        var broker = launch(options);
        broker.awaitReady(options);
        return broker;
    }

    /** Starts the broker without waiting for it; {@link #ready} tells when it can be used. */
    public static BrokerProcess launch(BrokerOptions options) throws IOException {
        Files.createDirectories(options.directory());
        Files.deleteIfExists(readyFile(options));
        var command = new ArrayList<String>();
        command.add(ChildProcess.java());
        command.addAll(JVM_OPTIONS);
        // RocksDB unpacks its library there and leaves it behind when it is killed.
        command.add(
                "-Djava.io.tmpdir=" + Files.createDirectories(options.directory().resolve("tmp")));
        command.addAll(List.of("-cp", BrokerModule.classPath(), "io.muster.broker.BrokerMain"));
        var process = ChildProcess.start(command, BrokerEnvironment.of(options), options.log());
        return new BrokerProcess(process, options.port());
    }

    private void awaitReady(BrokerOptions options) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!ready(options)) {
            if (System.nanoTime() > deadline) {
                kill();
                throw new IOException("the broker did not get ready; its log is " + options.log());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Whether clients are accepted by now; throws when the broker has ended. */
    public boolean ready(BrokerOptions options) throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "the broker ended with exit code %d while starting; its log is %s"
                            .formatted(process.exitCode(), options.log()));
        }
        return Files.exists(readyFile(options));
    }

    private static Path readyFile(BrokerOptions options) {
        return options.directory().resolve("ready");
    }

    /** The port of the plain listener on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The broker's process, to watch it or to know its id. */
    public ChildProcess process() {
        return process;
    }

    /** Ends the broker without a warning, as a crash would; returns when it is gone. */
    public void kill() {
        process.kill();
    }

    /** Lets the broker write its state and end; kills it when that takes too long. */
    @Override
    public void close() {
        process.stop(STOP_TIMEOUT);
    }
}
