// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir private Path directory;

    @Test
    void areMadeOnceForADirectoryAndForItsOwnerOnly() throws Exception {
        var home = home("one");

        var first = Secrets.ensure(home);

        var permissions = Files.getPosixFilePermissions(home.directory().resolve("secrets.json"));
        assertThat(Secrets.ensure(home)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        assertThat(first.toString()).doesNotContain(first.hook());
    }

    @Test
    void areOthersInAnotherDirectory() throws Exception {
        assertThat(Secrets.ensure(home("one")).hook())
                .isNotEqualTo(Secrets.ensure(home("two")).hook());
    }

    private MusterHome home(String name) throws Exception {
        var home = new MusterHome(directory, directory.resolve(name));
        home.create();
        return home;
    }
}
