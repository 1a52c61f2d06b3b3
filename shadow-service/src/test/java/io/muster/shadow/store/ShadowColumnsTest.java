// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.schedule.Timing;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShadowColumnsTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ShadowKey KEY =
            new ShadowKey(new TenantId("t"), new DeviceId("d"), new ShadowName("default"));
    private static final int FIRST_CONTENT = 6;
    private static final int CONTENTS = 7;

    private final ShadowDocument first =
            change(empty(), "{\"reported\":{\"a\":1},\"desired\":{\"a\":1}}");

    @Test
    void whatIsNewIsWritten() {
        var contents = contents(Stored.NOTHING, new Stored(first, null));

        assertThat(contents.get(0)).isEqualTo("{\"a\":1}");
        assertThat(contents.get(2)).isEqualTo("{\"a\":1}");
        assertThat(contents.get(4)).isNull();
        assertThat(contents.get(6)).contains("\"desiredVersion\":1");
    }

    @Test
    void whatStayedIsNeitherSerialisedNorSent() {
        var second = change(first, "{\"reported\":{\"a\":2}}");

        var contents = contents(new Stored(first, null), new Stored(second, null));

        assertThat(contents.subList(0, 2)).containsOnlyNulls();
        assertThat(contents.get(2)).isEqualTo("{\"a\":2}");
        assertThat(contents.get(3)).isNotNull();
        assertThat(contents.subList(4, 6)).containsOnlyNulls();
    }

    @Test
    void anotherSpellingOfTheSameNumberIsWritten() {
        var second = change(first, "{\"reported\":{\"a\":1.0}}");

        assertThat(contents(new Stored(first, null), new Stored(second, null)).get(2))
                .isEqualTo("{\"a\":1.0}");
    }

    @Test
    void aDeletedShadowIsEmptied() {
        var contents = contents(new Stored(first, null), new Stored(new Absent(2), null));

        assertThat(contents.get(0)).isEqualTo("{}");
        assertThat(contents.get(3)).isEqualTo("{}");
        assertThat(contents.get(6)).isEqualTo("{}");
    }

    private static ShadowDocument empty() {
        return ShadowDocument.of(0, Section.empty(), Section.empty(), NOW, NOW);
    }

    private static ShadowDocument change(ShadowDocument document, String sections) {
        var patch = new StatePatch(JsonText.stored(sections.getBytes(StandardCharsets.UTF_8)));
        var timing = new Timing(Optional.empty(), Optional.of(Duration.ofHours(1)));
        return document.changed(patch, timing, NOW, "device");
    }

    private static List<@Nullable String> contents(Stored before, Stored after) {
        var tuple = ShadowColumns.of(List.of(new Batch.Row(KEY, before, after))).tuple();
        return IntStream.range(FIRST_CONTENT, FIRST_CONTENT + CONTENTS)
                .mapToObj(column -> (Buffer[]) tuple.getDelegate().getValue(column))
                .map(column -> column[0] == null ? null : column[0].toString())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
