// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.broker;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * HiveMQ CE with our hook in a JVM of its own: it insists on its own logging and cannot share a
 * class path.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xmx320m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/sun.security.provider=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final Process process;
    private final int port;

    private BrokerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the broker; returns when it accepts clients. */
    public static BrokerProcess start(BrokerOptions options)
            throws IOException, InterruptedException {
        Files.createDirectories(options.directory());
        var ready = options.directory().resolve("ready");
        Files.deleteIfExists(ready);
        var broker = new BrokerProcess(launch(options), options.port());
        broker.awaitReady(ready, options.log());
        return broker;
    }

    private static Process launch(BrokerOptions options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", BrokerModule.classPath(), "io.muster.broker.BrokerMain"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(Redirect.appendTo(options.log().toFile()));
        builder.environment().putAll(BrokerEnvironment.of(options));
        return builder.start();
    }

    private void awaitReady(Path ready, Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!Files.exists(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IOException("the broker did not start; its log is " + log);
            }
            Thread.sleep(20);
        }
    }

    /** The port of the plain listener on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The broker's process, to watch it or to know its id. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the broker without a warning, as a crash would; returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets the broker write its state and end; kills it when that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
