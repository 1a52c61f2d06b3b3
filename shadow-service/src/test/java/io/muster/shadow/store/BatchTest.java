// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Edit;
import io.muster.shadow.change.Manner;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.schema.SchemasInForce;
import io.muster.shadow.store.Command.Alter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ShadowKey KEY =
            new ShadowKey(
                    new TenantId("default"), new DeviceId("dev-1"), new ShadowName("default"));
    private static final Origin DEVICE = new Origin.Device();
    private static final Origin ANNA = new Origin.Operator("anna");

    private final Map<ShadowKey, Stored> stored = new HashMap<>();
    private final Map<Remembered.Key, Remembered> remembered = new HashMap<>();

    @Test
    void eachCommandSeesTheOnesBeforeItAndTheLastStateIsWritten() {
        var batch = batch();

        var results =
                batch.runAll(
                        List.of(
                                report("{\"a\":1}", "t1"),
                                report("{\"a\":2,\"b\":1}", "t2"),
                                new Command.Look(KEY)));

        assertThat(version(results.get(0))).isEqualTo(1);
        assertThat(version(results.get(1))).isEqualTo(2);
        var seen = ((Result.Seen) results.get(2)).stored();
        assertThat(batch.writes()).containsExactly(new Batch.Row(KEY, Stored.NOTHING, seen));
        assertThat(seen.shadow().version()).isEqualTo(2);
    }

    @Test
    void aTokenSeenInTheSameBatchIsARepetition() {
        var batch = batch();

        var results = batch.runAll(List.of(report("{\"a\":1}", "t"), report("{\"a\":1}", "t")));

        var document = ((Outcome.Applied) ((Result.Done) results.get(0)).outcome()).after();
        assertThat(results.get(1)).isEqualTo(new Result.Repeated(document, 1, NOW, true));
        assertThat(batch.carriedOut()).hasSize(1);
    }

    @Test
    void aTokenOfTenMinutesIsARepetitionWhateverCameAfterIt() {
        var earlier = NOW.minusSeconds(60);
        var first = report("{\"a\":1}", "t");
        var request = new Remembered(KEY, first.once().orElseThrow(), 4, earlier, true);
        remembered.put(request.key(), request);
        stored.put(KEY, new Stored(new Absent(9), null));
        var batch = batch();

        var results = batch.runAll(List.of(first));

        assertThat(results).containsExactly(new Result.Repeated(new Absent(9), 4, earlier, true));
        assertThat(batch.writes()).isEmpty();
    }

    @Test
    void aTokenWithAnotherBodyIsRefused() {
        var batch = batch();

        var results = batch.runAll(List.of(report("{\"a\":1}", "t"), report("{\"a\":2}", "t")));

        assertThat(results.get(1)).isEqualTo(new Result.TokenReused());
        assertThat(batch.writes().getFirst().stored().shadow().version()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestIsNotRemembered() {
        var conflicting =
                new Alter(
                        KEY,
                        report("{}", "t").change(),
                        new Expectation.Version(5),
                        DEVICE,
                        report("{}", "t").once());
        var batch = batch();

        var results = batch.runAll(List.of(conflicting));

        assertThat(results)
                .containsExactly(
                        new Result.Done(new Outcome.Conflict(new Expectation.Version(5), 0), NOW));
        assertThat(batch.carriedOut()).isEmpty();
        assertThat(batch.writes()).isEmpty();
    }

    @Test
    void aWishLeavesAMarkThatIsNewerThanTheOneBefore() {
        var batch = batch();
        batch.runAll(List.of(wish("{\"a\":1}"), wish("{\"a\":2}")));

        assertThat(batch.writes().getFirst().stored().unpublishedSince())
                .isEqualTo(NOW.plusNanos(1_000));
        assertThat(batch.deeds()).extracting(Batch.Deed::version).containsExactly(1L, 2L);
    }

    @Test
    void aWishThatIsMetAlreadyLeavesNoMark() {
        var batch = batch();
        batch.runAll(List.of(report("{\"a\":1}", "t"), wish("{\"a\":1.0}")));

        assertThat(batch.writes().getFirst().stored().unpublishedSince()).isNull();
    }

    @Test
    void aReportKeepsTheMark() {
        var batch = batch();
        batch.runAll(List.of(wish("{\"a\":1}"), report("{\"a\":1}", "t")));

        assertThat(batch.writes().getFirst().stored().unpublishedSince()).isEqualTo(NOW);
        assertThat(batch.reports()).containsOnlyKeys(KEY);
    }

    @Test
    void whatChangedNothingIsRememberedAsWell() {
        var batch = batch();
        var results =
                batch.runAll(
                        List.of(
                                report("{\"a\":1}", "t1"),
                                skipping("{\"a\":1}", "t2"),
                                report("{\"a\":2}", "t3"),
                                skipping("{\"a\":1}", "t2")));

        var document = (ShadowDocument) batch.writes().getFirst().stored().shadow();
        assertThat(results.getLast()).isEqualTo(new Result.Repeated(document, 1, NOW, false));
        assertThat(document.reported().state()).isEqualTo(json("{\"a\":2}"));
        assertThat(batch.carriedOut()).hasSize(3);
    }

    @Test
    void aWishThatIsTakenBackLeavesAMark() {
        var batch = batch();
        batch.runAll(List.of(wish("{\"a\":1}"), wish("{\"a\":null}")));

        var stored = batch.writes().getFirst().stored();
        assertThat(stored.inSync()).isTrue();
        assertThat(stored.untold()).isTrue();
        assertThat(stored.unpublishedSince()).isEqualTo(NOW.plusNanos(1_000));
    }

    @Test
    void whatWasDeliveredIsWrittenAndNotMarked() {
        var batch = batch();
        var delivered =
                new Alter(
                        KEY,
                        new Change.Delivered(1),
                        Expectation.NONE,
                        new Origin.Self(),
                        Optional.empty());
        batch.runAll(List.of(report("{\"a\":1}", "t")));
        var before = batch.writes().getFirst().stored();
        stored.put(KEY, new Stored(before.shadow(), null));
        var second = batch();
        second.runAll(List.of(wish("{\"a\":2}"), delivered));

        var row = second.writes().getFirst();
        var document = (ShadowDocument) row.stored().shadow();
        assertThat(document.version()).isEqualTo(2);
        assertThat(document.ledger().delivery().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(row.stored().unpublishedSince()).isEqualTo(NOW);
    }

    @Test
    void case51WhatTheClockEndsIsMarkedAndAnnounced() {
        var ttl = new Timing(Optional.empty(), Optional.of(Duration.ofMillis(1)));
        var patch = new StatePatch(json("{\"desired\":{\"a\":1,\"b\":2}}"));
        var change =
                new Change.Write(
                        new Edit.Merge(patch), new Manner(false, ttl, OptionalLong.empty()));
        var first = batch();
        first.runAll(List.of(new Alter(KEY, change, Expectation.NONE, ANNA, Optional.empty())));
        var written = first.writes().getFirst().stored();
        assertThat(written.nextDue()).isEqualTo(NOW.plusMillis(1));
        stored.put(KEY, new Stored(written.shadow(), null));

        var second =
                new Batch(
                        stored,
                        remembered,
                        SchemasInForce.NONE,
                        ShadowLimits.NATIVE,
                        NOW.plusMillis(1));
        var tick =
                new Alter(
                        KEY,
                        new Change.Tick(),
                        Expectation.NONE,
                        new Origin.Self(),
                        Optional.empty());
        second.runAll(List.of(tick, tick));

        assertThat(second.expiries())
                .containsExactly(
                        new Batch.Expiry(
                                KEY,
                                2,
                                List.of(
                                        Pointer.parse("/a").orElseThrow(),
                                        Pointer.parse("/b").orElseThrow())));
        var after = second.writes().getFirst().stored();
        assertThat(after.nextDue()).isNull();
        assertThat(after.unpublishedSince()).isNotNull();
    }

    @Test
    void aWishIsNoReport() {
        var batch = batch();
        batch.runAll(List.of(wish("{\"a\":1}")));

        assertThat(batch.reports()).isEmpty();
    }

    private Batch batch() {
        return new Batch(stored, remembered, SchemasInForce.NONE, ShadowLimits.NATIVE, NOW);
    }

    private static long version(Result result) {
        var outcome = (Outcome.Applied) ((Result.Done) result).outcome();
        return outcome.after().version();
    }

    private static Alter report(String reported, String token) {
        return alter("{\"reported\":%s}".formatted(reported), DEVICE, Optional.of(token));
    }

    private static Alter skipping(String reported, String token) {
        var report = report(reported, token);
        var edit = ((Change.Write) report.change()).edit();
        return new Alter(
                KEY,
                new Change.Write(edit, Manner.SKIPPING),
                Expectation.NONE,
                DEVICE,
                report.once());
    }

    private static Alter wish(String desired) {
        return alter("{\"desired\":%s}".formatted(desired), ANNA, Optional.empty());
    }

    private static Alter alter(String state, Origin origin, Optional<String> token) {
        var id = token.map(t -> RequestId.of(new ClientToken(t), utf8(state)));
        var patch = new StatePatch(json(state));
        return new Alter(KEY, Change.merge(patch), Expectation.NONE, origin, id);
    }

    private static JsonNode json(String text) {
        return JsonText.stored(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
