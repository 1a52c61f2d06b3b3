// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaKeystoreTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final String PASSWORD = "correct horse";

    @TempDir Path directory;

    private Path file;
    private SelfSignedAuthority made;

    @BeforeEach
    void create() {
        file = directory.resolve("new/ca.p12");
        made = SelfSignedAuthority.create(TENANT, NOW);
        new CaKeystore(file, PASSWORD).create(TENANT, made);
    }

    @Test
    void whatWasWrittenIsReadAndPassesTheSelfTest() {
        var authority = new CaKeystore(file, PASSWORD).open(TENANT);

        assertThat(authority.chain()).containsExactly(made.certificate());
        assertThatNoException().isThrownBy(() -> SelfTest.check(authority, NOW));
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("new")).isDirectoryContaining(file::equals);
    }

    @Test
    void theKeyIsNotInTheFileAsItIs() throws Exception {
        var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        var key = new String(made.keys().getPrivate().getEncoded(), StandardCharsets.ISO_8859_1);

        assertThat(content).doesNotContain(key.substring(key.length() - 16));
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertUnusable(PASSWORD, "chmod 600");
    }

    @Test
    void anotherPasswordIsRefused() {
        assertUnusable("wrong", "muster.ca.password");
    }

    @Test
    void anEmptyPasswordIsRefused() {
        assertThatExceptionOfType(CaUnusable.class).isThrownBy(() -> new CaKeystore(file, " "));
    }

    @Test
    void anExistingFileIsNeverReplaced() throws Exception {
        var before = Files.readAllBytes(file);

        assertThatExceptionOfType(CaUnusable.class)
                .isThrownBy(() -> new CaKeystore(file, PASSWORD).create(TENANT, made));
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aTenantWithoutAKeyIsNamed() {
        assertThatExceptionOfType(CaUnusable.class)
                .isThrownBy(() -> new CaKeystore(file, PASSWORD).open(new TenantId("other")))
                .withMessageContaining("alias other");
    }

    @Test
    void aKeyThatDoesNotFitItsCertificateFailsTheSelfTest() {
        var other = SelfSignedAuthority.create(TENANT, NOW);
        var key = EcdsaKey.parse(other.keys().getPrivate().getEncoded());
        var mixed =
                new Authority(
                        new EcdsaSigner(made.certificate(), key), List.of(made.certificate()));

        assertThatExceptionOfType(CaUnusable.class)
                .isThrownBy(() -> SelfTest.check(mixed, NOW))
                .withMessageContaining("does not belong");
    }

    @Test
    void anExpiredAuthorityFailsTheSelfTest() {
        var authority = new CaKeystore(file, PASSWORD).open(TENANT);

        assertThatExceptionOfType(CaUnusable.class)
                .isThrownBy(() -> SelfTest.check(authority, NOW.plus(Duration.ofDays(9_000))))
                .withMessageContaining("expired");
    }

    private void assertUnusable(String password, String message) {
        assertThatExceptionOfType(CaUnusable.class)
                .isThrownBy(() -> new CaKeystore(file, password).open(TENANT))
                .withMessageContaining(message);
    }
}
