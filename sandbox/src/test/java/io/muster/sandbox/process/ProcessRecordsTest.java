// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordsTest {

    @TempDir private Path directory;

    @Test
    void endsWhatIsOnRecordAndForgetsIt() throws Exception {
        var records = new ProcessRecords(directory);
        var sleeper = sleeper();
        records.remember("sleeper", sleeper.handle());

        assertThat(records.endAll()).isOne();

        assertThat(sleeper.isAlive()).isFalse();
        assertThat(records.endAll()).isZero();
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws Exception {
        var records = new ProcessRecords(directory);
        var innocent = sleeper();
        Files.writeString(
                directory.resolve("other.pid"), innocent.handle().pid() + " 2001-01-01T00:00:00Z");

        assertThat(records.endAll()).isZero();

        assertThat(innocent.isAlive()).isTrue();
        innocent.kill();
    }

    @Test
    void anUnreadableRecordIsNobody() throws Exception {
        Files.writeString(directory.resolve("broken.pid"), "");

        assertThat(new ProcessRecords(directory).endAll()).isZero();
    }

    private ChildProcess sleeper() throws Exception {
        return ChildProcess.start(List.of("sleep", "60"), Map.of(), directory.resolve("log"));
    }
}
