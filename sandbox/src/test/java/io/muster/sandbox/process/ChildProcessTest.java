// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir private Path directory;

    @Test
    void writesToItsLogAndSeesItsEnvironment() throws Exception {
        var child = shell("echo hello $NAME; exit 3", Map.of("NAME", "world"));

        assertThat(child.awaitEnd(Duration.ofSeconds(10))).isTrue();

        assertThat(child.exitCode()).isEqualTo(3);
        assertThat(LogTail.of(log(), 10)).containsExactly("hello world");
    }

    @Test
    void oneThatDoesNotListenIsKilled() throws Exception {
        var child = shell("trap '' TERM; echo up; while true; do sleep 0.1; done", Map.of());
        while (LogTail.of(log(), 1).isEmpty()) {
            Thread.sleep(10);
        }

        child.stop(Duration.ofMillis(300));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void theTailIsTheEnd() throws Exception {
        shell("for i in 1 2 3 4 5; do echo $i; done", Map.of()).awaitEnd(Duration.ofSeconds(10));

        assertThat(LogTail.of(log(), 2)).containsExactly("4", "5");
        assertThat(LogTail.of(directory.resolve("absent"), 2)).isEmpty();
    }

    private ChildProcess shell(String script, Map<String, String> environment) throws Exception {
        return ChildProcess.start(List.of("sh", "-c", script), environment, log());
    }

    private Path log() {
        return directory.resolve("log");
    }
}
