// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.topic.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFileTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final String LINE =
            """
            {"tenant":"acme","device":"dev-1","type":"password","authId":"%s","enabled":true,\
            "hash":"$hmac-sha256$MDEyMzQ1Njc4OWFiY2RlZg$w6ASFdZcUPE4qBu+lqgdqwFraZ4p4XlGfXW1JoDhR/o"}
            """;

    @TempDir private Path directory;

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("credentials.ndjson"), text);
    }

    @Test
    void aChangedFileIsReadAgainAndABrokenOneChangesNothing() throws Exception {
        var path = write(LINE.formatted("one") + "\n" + LINE.formatted("two"));
        var file = new CredentialFile(Optional.of(path));
        file.start();
        assertThat(file.book().find(ACME, "one")).isPresent();

        write(LINE.formatted("three"));
        file.refresh();
        assertThat(file.book().find(ACME, "one")).isEmpty();
        assertThat(file.book().find(ACME, "three")).isPresent();

        write(LINE.formatted("four") + "{");
        file.refresh();
        assertThat(file.book().find(ACME, "three")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"tenant\":\"acme\"}",
                "{\"tenant\":\"No Tenant\",\"type\":\"psk\"}",
                "{\"tenant\":\"acme\",\"device\":\"a/b\",\"type\":\"password\",\"authId\":\"x\",\"hash\":\"x\"}",
                "{\"tenant\":\"acme\",\"device\":\"a\",\"type\":\"password\",\"authId\":\"x\",\"hash\":\"secret\"}",
            })
    void whatMakesNoSenseKeepsTheServiceFromStartingAndIsNotRepeated(String line) throws Exception {
        var file = new CredentialFile(Optional.of(write("\n" + line)));

        assertThatThrownBy(file::start)
                .hasMessageContaining("/2")
                .hasMessageNotContaining("secret");
    }

    @Test
    void oneNameTwiceIsAnError() throws Exception {
        var file = new CredentialFile(Optional.of(write(LINE.formatted("one").repeat(2))));

        assertThatThrownBy(file::start).hasMessageContaining("twice");
    }

    @Test
    void aPreSharedKeyIsNotForUs() throws Exception {
        var file = new CredentialFile(Optional.of(write("{\"tenant\":\"acme\",\"type\":\"psk\"}")));
        file.start();

        assertThat(file.book().isEmpty()).isTrue();
    }

    @Test
    void noFileIsNoPasswords() {
        var file = new CredentialFile(Optional.empty());
        file.start();
        file.refresh();

        assertThat(file.book().isEmpty()).isTrue();
    }
}
