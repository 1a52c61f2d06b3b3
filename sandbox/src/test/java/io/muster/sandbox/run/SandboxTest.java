// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.net.Ports;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, in one line each, when a sandbox cannot be started. */
class SandboxTest {

    @TempDir private Path root;
    private MusterHome home;

    @BeforeEach
    void home() {
        home = new MusterHome(root, root.resolve(".muster"));
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws Exception {
        var ports = Ports.free();
        try (var taken = new ServerSocket(ports.shadow(), 1, LoopbackPort.address());
                var sandbox = open(ports)) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(sandbox::start)
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessageContaining("Port " + ports.shadow() + " is taken")
                    .hasMessageContaining("--shadow-port");
        }
    }

    @Test
    void aSecondOneInTheSameDirectoryIsToldOfTheFirst() throws Exception {
        try (var first = open(Ports.free())) {
            assertThat(first.home()).isEqualTo(home);
            assertThatThrownBy(() -> open(Ports.free()))
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessageContaining("runs already")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("./muster down");
        }
    }

    @Test
    void aServiceThatIsNotBuiltIsNamed() throws Exception {
        try (var sandbox = open(Ports.free())) {
            assertThatThrownBy(sandbox::start)
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessageContaining("registry-service is not built");
        }
        assertThat(home.processes()).isEmptyDirectory();
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        var sandbox = open(Ports.free());

        sandbox.close();
        sandbox.close();

        open(Ports.free()).close();
    }

    private Sandbox open(Ports ports) throws SandboxFailure {
        return Sandbox.open(
                new SandboxOptions(home, ports, BrokerKind.EMBEDDED, false), Progress.SILENT);
    }
}
