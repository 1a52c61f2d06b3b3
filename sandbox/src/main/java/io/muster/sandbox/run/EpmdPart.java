// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Erlang's port mapper, without which RabbitMQ would start one of its own, on all addresses, and
 * leave it behind.
 */
final class EpmdPart implements Part {

    private static final List<Path> PROGRAMS =
            List.of(
                    Path.of("/usr/bin/epmd"),
                    Path.of("/usr/local/bin/epmd"),
                    Path.of("/opt/homebrew/bin/epmd"));

    private final MusterHome home;
    private final int port = LoopbackPort.free();
    private @Nullable ChildProcess child;

    EpmdPart(MusterHome home) {
        this.home = home;
    }

    int port() {
        return port;
    }

    @Override
    public String name() {
        return "epmd";
    }

    @Override
    public String where() {
        return LoopbackPort.HOST + ":" + port;
    }

    @Override
    public void launch() throws IOException {
        var program = Programs.first(PROGRAMS, "epmd", "apt-get install erlang-base");
        var command =
                List.of(
                        program.toString(),
                        "-address",
                        LoopbackPort.HOST,
                        "-port",
                        Integer.toString(port));
        child = ChildProcess.start(command, Map.of(), home.log(name()));
    }

    @Override
    public boolean ready() throws IOException {
        if (!launched().isAlive()) {
            throw new IOException("epmd ended with exit code " + launched().exitCode());
        }
        return LoopbackPort.answers(port);
    }

    @Override
    public ProcessHandle process() {
        return launched().handle();
    }

    private ChildProcess launched() {
        return Objects.requireNonNull(child, "not launched");
    }

    @Override
    public void stop() {
        if (child != null) {
            child.stop(Duration.ofSeconds(5));
        }
    }
}
