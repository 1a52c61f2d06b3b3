// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    private static final String SECRET = "the-secret-from-the-file";
    private static final String GOOD =
            "hook.url=https://acl.example/hooks/edge/hivemq\nhook.secret=" + SECRET + "\n";

    @TempDir private Path folder;

    @BeforeEach
    void createFolder() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
    }

    @Test
    void aUrlAndASecretAreEnough() throws Exception {
        var settings = read(GOOD, Map.of());

        assertThat(settings.hook().url())
                .isEqualTo(URI.create("https://acl.example/hooks/edge/hivemq"));
        assertThat(settings.hook().secret().authorizes("Bearer " + SECRET)).isTrue();
        assertThat(settings.hook().deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.control()).isEmpty();
    }

    @Test
    void theEnvironmentAloneIsEnoughAndWinsOverTheFile() throws Exception {
        var environment =
                Map.of(
                        "MUSTER_ACL_HOOK_URL",
                        "https://other.example/hooks/edge/hivemq/",
                        "MUSTER_ACL_HOOK_SECRET",
                        "secret-from-the-environment",
                        "MUSTER_ACL_HOOK_DEADLINE_MILLIS",
                        "500");

        for (var settings :
                new AclSettings[] {
                    read(GOOD, environment),
                    SettingsReader.read(folder.resolve("elsewhere"), environment)
                }) {
            assertThat(settings.hook().url())
                    .isEqualTo(URI.create("https://other.example/hooks/edge/hivemq"));
            assertThat(settings.hook().secret().authorizes("Bearer " + SECRET)).isFalse();
            assertThat(settings.hook().deadline()).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void aSecretMayBeInAFileOfItsOwn() throws Exception {
        Files.writeString(folder.resolve("conf/secret"), "secret-of-its-own-file\n");

        var settings =
                read("hook.url=https://acl.example/h\nhook.secret-file=conf/secret\n", Map.of());

        assertThat(settings.hook().secret().authorizes("Bearer secret-of-its-own-file")).isTrue();
    }

    @Test
    void theControlDoorIsOnLoopbackAndTakesTheHooksSecretUnlessToldOtherwise() throws Exception {
        var plain = read(GOOD + "control.port=1234\n", Map.of()).control().orElseThrow();
        var told =
                read(
                                GOOD
                                        + "control.port=1234\ncontrol.address=10.0.0.1\n"
                                        + "control.secret=secret-of-the-control-door\n",
                                Map.of())
                        .control()
                        .orElseThrow();

        assertThat(plain.address()).isEqualTo("127.0.0.1");
        assertThat(plain.secret().authorizes("Bearer " + SECRET)).isTrue();
        assertThat(told.address()).isEqualTo("10.0.0.1");
        assertThat(told.secret().authorizes("Bearer " + SECRET)).isFalse();
        assertThat(told.secret().authorizes("Bearer secret-of-the-control-door")).isTrue();
    }

    @Test
    void plainHttpIsForThisMachineUnlessSomebodyInsists() throws Exception {
        var plain = "hook.url=http://192.0.2.1/hooks\nhook.secret=" + SECRET + "\n";

        assertRefused(plain, "hook.url is plain http to another machine");
        assertThat(read(plain + "hook.plain-http=true\n", Map.of()).hook().url()).hasScheme("http");
        assertThat(read(plain.replace("192.0.2.1", "127.0.0.1"), Map.of()).hook().url())
                .hasScheme("http");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "hook.url=, hook.url (or MUSTER_ACL_HOOK_URL) is not set",
                "hook.url=acl.example, hook.url is not the address of a hook",
                "hook.url=//acl.example/h, hook.url is not the address of a hook",
                "hook.url=https:///h, hook.url is not the address of a hook",
                "hook.url=https://u:p@acl.example/h, hook.url is not the address of a hook",
                "hook.url=https://acl.example/h?x=1, hook.url is not the address of a hook",
                "hook.url=ftp://acl.example/h, hook.url is neither http nor https",
                "hook.secret=, hook.secret (or MUSTER_ACL_HOOK_SECRET) is not set",
                "hook.secret=twenty-one-characters, hook.secret: a secret must be 22 or more",
                "hook.secret=twenty characters with a space, hook.secret: a secret must be",
                "hook.secret-file=conf/none, both hook.secret and hook.secret-file are set",
                "hook.deadline-millis=99, hook.deadline-millis is not a number from 100 to 10000",
                "hook.deadline-millis=soon, hook.deadline-millis is not a number",
                "hook.connections=0, hook.connections is not a number from 1",
                "hook.waiting=-1, hook.waiting is not a number from 0",
                "hook.plain-http=yes, hook.plain-http is neither true nor false",
                "control.port=0, control.port is not a number from 1 to 65535",
                "hook.Url=x, there is no setting hook.Url",
            })
    void whatIsWrongIsNamed(String line, String fault) {
        assertRefused("hook.plain-http=false\n" + GOOD + line + "\n", fault);
    }

    @Test
    void aSecretFileThatIsNotThereIsNamed() {
        assertRefused(
                "hook.url=https://acl.example/h\nhook.secret-file=conf/none\n",
                "hook.secret-file cannot be read");
    }

    private void assertRefused(String content, String fault) {
        assertThatThrownBy(() -> read(content, Map.of()))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining(fault)
                .hasMessageNotContaining(SECRET);
    }

    private AclSettings read(String content, Map<String, String> environment) throws Exception {
        Files.writeString(folder.resolve("conf/muster-acl.properties"), content);
        return SettingsReader.read(folder, environment);
    }
}
