// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.bulk.input.FileFormat;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aFileOfWhichLittleComesIsStillSaidToArrive() {
        var intake = new Intake(FileFormat.NDJSON, "upsert", BEGUN);
        intake.take(Buffer.buffer("{\"id\":\"a\"}\n{\"id\""));

        assertThat(intake.isDue(BEGUN.plusSeconds(59), MINUTE)).isFalse();
        assertThat(intake.isDue(BEGUN.plusSeconds(61), MINUTE)).isTrue();

        assertThat(intake.drain(BEGUN.plusSeconds(61))).containsExactly("{\"id\":\"a\"}");
        assertThat(intake.isDue(BEGUN.plusSeconds(62), MINUTE)).isFalse();
    }
}
