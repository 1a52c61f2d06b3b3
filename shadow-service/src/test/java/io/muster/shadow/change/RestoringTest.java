// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestoringTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void underANewNameItIsExactlyWhatWasSaved() {
        var saved = saved(17, "{\"a\":1}");

        assertThat(restored(Absent.NEVER, saved)).isEqualTo(saved);
    }

    @Test
    void overALiveOneNoNumberGoesBackAndWhatGoesIsToldAsRemoved() {
        var live = written(written(Absent.NEVER, "{\"a\":1,\"b\":1}"), "{\"a\":2}");

        var next = restored(live, saved(1, "{\"a\":1}"));

        assertThat(next.version()).isEqualTo(3);
        assertThat(next.ledger().desiredVersion()).isEqualTo(3);
        assertThat(next.ledger().removals().entries()).containsKey(Pointer.ROOT.child("b"));
        assertThat(next.desired().state()).hasToString("{\"a\":1}");
        assertThat(next.createdAt()).isEqualTo(LONG_AGO);
    }

    @Test
    void aHigherVersionIsTaken() {
        assertThat(restored(written(Absent.NEVER, "{\"a\":1}"), saved(90, "{}")).version())
                .isEqualTo(90);
        assertThat(restored(new Absent(95), saved(90, "{}")).version()).isEqualTo(96);
    }

    @Test
    void whatIsSoAlreadyStaysAndUsesUpNoVersion() {
        var live = written(Absent.NEVER, "{\"a\":1}");

        assertThat(restore(live, live)).isEqualTo(new Outcome.Unchanged(live));
        assertThat(restore(new Absent(7), new Absent(6)))
                .isEqualTo(new Outcome.Unchanged(new Absent(7)));
    }

    @Test
    void aDeletedOneDeletes() {
        var live = written(Absent.NEVER, "{\"a\":1}");

        assertThat(restore(live, new Absent(9))).isEqualTo(new Outcome.Erased(1, new Absent(9)));
        assertThat(restore(live, new Absent(1))).isEqualTo(new Outcome.Erased(1, new Absent(2)));
        assertThat(restore(Absent.NEVER, new Absent(9)))
                .isEqualTo(new Outcome.Erased(0, new Absent(9)));
    }

    @Test
    void whatIsTooLargeIsRefused() {
        var large = Section.of(Json.object().put("a", "x".repeat(70_000)), Json.object());
        var saved = ShadowDocument.of(1, large, Section.empty(), LONG_AGO, LONG_AGO);

        assertThat(restore(Absent.NEVER, saved)).isInstanceOf(Outcome.TooLarge.class);
    }

    private static ShadowDocument saved(long version, String desired) {
        var section = written(Absent.NEVER, desired).desired();
        return ShadowDocument.of(version, section, Section.empty(), LONG_AGO, LONG_AGO);
    }

    private static ShadowDocument restored(Shadow shadow, Shadow saved) {
        return ((Outcome.Applied) restore(shadow, saved)).after();
    }

    private static Outcome restore(Shadow shadow, Shadow saved) {
        return apply(shadow, new Change.Restore(saved));
    }

    private static ShadowDocument written(Shadow shadow, String desired) {
        var sections = Json.object();
        sections.set("desired", JsonText.stored(desired.getBytes(StandardCharsets.UTF_8)));
        var write = new Change.Write(new Edit.Merge(new StatePatch(sections)), Manner.PLAIN);
        return ((Outcome.Applied) apply(shadow, write)).after();
    }

    private static Outcome apply(Shadow shadow, Change change) {
        var occasion = new Occasion(NOW, "user:anna", ShadowLimits.NATIVE);
        return ShadowRules.apply(shadow, change, Expectation.NONE, occasion);
    }
}
