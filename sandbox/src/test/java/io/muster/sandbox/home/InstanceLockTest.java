// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir private Path directory;
    private MusterHome home;

    @BeforeEach
    void create() throws Exception {
        home = new MusterHome(directory, directory.resolve(".muster"));
        home.create();
    }

    @Test
    void onlyOneHasIt() throws Exception {
        try (var lock = InstanceLock.tryAcquire(home).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(InstanceLock.tryAcquire(home)).isEmpty();
            assertThat(InstanceLock.owner(home).orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void theNextOneGetsItAfterwards() throws Exception {
        InstanceLock.tryAcquire(home).orElseThrow().close();

        assertThat(InstanceLock.owner(home)).isEmpty();
        try (var lock = InstanceLock.tryAcquire(home).orElseThrow()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void aStalePidFileMeansNothing() throws Exception {
        Files.writeString(home.directory().resolve("up.pid"), "1");

        assertThat(InstanceLock.owner(home)).isEmpty();
    }
}
