// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final TenantId OTHER = new TenantId("other");

    @TempDir Path directory;

    private FileKeys keys;

    @BeforeEach
    void open() {
        keys = new FileKeys(directory.resolve("ca.p12"), "correct horse");
    }

    @Test
    void theFirstAuthorityIsInTheConfiguredFileAndIsFoundAgain() {
        assertThat(keys.first(TENANT)).isEmpty();

        var made = keys.create(TENANT, NOW);

        assertThat(directory.resolve("ca.p12")).exists();
        assertThat(keys.first(TENANT).orElseThrow().fingerprint()).isEqualTo(made.fingerprint());
    }

    @Test
    void laterOnesHaveFilesOfTheirOwnAndTheFirstStaysAsItIs() throws Exception {
        var first = keys.create(TENANT, NOW);
        var before = Files.readAllBytes(directory.resolve("ca.p12"));

        var second = keys.create(TENANT, NOW);
        var others = keys.create(OTHER, NOW);

        assertThat(directory.resolve("ca.p12")).hasBinaryContent(before);
        assertThat(keys.open(TENANT, first.fingerprint()).orElseThrow().fingerprint())
                .isEqualTo(first.fingerprint());
        assertThat(keys.open(TENANT, second.fingerprint()).orElseThrow().fingerprint())
                .isEqualTo(second.fingerprint());
        assertThat(keys.open(OTHER, others.fingerprint())).isPresent();
    }

    @Test
    void anAuthorityOfAnotherTenantOrAnUnknownOneIsNotFound() {
        var made = keys.create(TENANT, NOW);
        var second = keys.create(TENANT, NOW);

        assertThat(keys.open(OTHER, made.fingerprint())).isEmpty();
        assertThat(keys.open(OTHER, second.fingerprint())).isEmpty();
        assertThat(keys.open(TENANT, new Fingerprint("0".repeat(64)))).isEmpty();
    }

    @Test
    void ofTwoThatMakeTheFirstAtOnceNoneIsLost() {
        var made =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(_ -> keys.create(TENANT, NOW).fingerprint())
                        .toList();

        assertThat(made).allSatisfy(it -> assertThat(keys.open(TENANT, it)).isPresent());
    }

    /** A roll that was killed after it had kept the key: nothing refers to the file. */
    @Test
    void aKeyThatWasMadeAndNeverUsedChangesNothing() {
        var first = keys.create(TENANT, NOW);
        keys.create(TENANT, NOW);

        assertThat(keys.first(TENANT).orElseThrow().fingerprint()).isEqualTo(first.fingerprint());
    }
}
