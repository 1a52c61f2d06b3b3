// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import static io.muster.shadow.document.ShadowFixtures.json;
import static io.muster.shadow.document.ShadowFixtures.q;
import static io.muster.shadow.document.ShadowFixtures.text;
import static io.muster.shadow.document.ShadowFixtures.utf8;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.NativeDelta;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.document.UpdateRequest.Parsed;
import io.muster.shadow.json.JsonPatch;
import io.muster.shadow.json.Pointer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of one shadow, told in requests. Apostrophes stand for quotes. Each step takes a second.
 */
final class Story {

    static final Instant BEGINNING = Instant.ofEpochSecond(1_800_000_000L);

    private final ShadowLimits limits;
    private Shadow shadow = Absent.NEVER;
    private Instant now = BEGINNING;
    private JsonNode answer = json("null");

    private Story(ShadowLimits limits) {
        this.limits = limits;
    }

    /** Told by the AWS contract. */
    static Story alias() {
        return new Story(ShadowLimits.ALIAS);
    }

    /** Told by our own. */
    static Story natively() {
        return new Story(ShadowLimits.NATIVE);
    }

    /** An update that must be accepted. */
    Story updated(String body) {
        var request = request(body);
        var applied = (Outcome.Applied) update(body);
        answer = ShadowMessages.accepted(request, applied.after().version(), now);
        return this;
    }

    /** {@code desired} of an update that must be accepted. */
    Story desired(String patch) {
        return updated("{'state':{'desired':%s}}".formatted(patch));
    }

    /** {@code reported} of an update that must be accepted. */
    Story reported(String patch) {
        return updated("{'state':{'reported':%s}}".formatted(patch));
    }

    /** What comes of an update that is well formed. */
    Outcome update(String body) {
        var request = request(body);
        return change(Change.merge(request.patch()), request.expected());
    }

    /** Why an update is malformed. */
    Parsed.Invalid invalid(String body) {
        return (Parsed.Invalid) UpdateRequest.parse(utf8(q(body)), limits);
    }

    Outcome write(Edit edit, Manner manner) {
        return change(new Change.Write(edit, manner), Expectation.NONE);
    }

    Outcome change(Change change) {
        return change(change, Expectation.NONE);
    }

    Outcome change(Change change, Expectation expected) {
        now = now.plusSeconds(1);
        var outcome = dryRun(change, expected);
        switch (outcome) {
            case Outcome.Applied(_, var after) -> shadow = after;
            case Outcome.Noted(var after) -> shadow = after;
            case Outcome.Erased(_, var after) -> shadow = after;
            case Outcome.Unchanged _,
                    Outcome.Stale _,
                    Outcome.Conflict _,
                    Outcome.Missing _,
                    Outcome.TooLarge _,
                    Outcome.Violated _,
                    Outcome.Refused _ -> {}
        }
        return outcome;
    }

    Outcome dryRun(Change change, Expectation expected) {
        return ShadowRules.apply(shadow, change, expected, new Occasion(now, "test", limits));
    }

    Story governed(ConflictPolicy policy) {
        change(new Change.Govern(policy));
        return this;
    }

    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The answer to the last update. */
    String accepted() {
        return shown(answer);
    }

    /** The answer to a get: its state. */
    String state() {
        return shown(current().get("state"));
    }

    /** The answer to a get: its metadata, with the steps instead of times. */
    String metadata() {
        return shown(current().get("metadata"));
    }

    /** The state of the delta message; empty where none is sent. */
    Optional<String> delta() {
        return ShadowMessages.delta(document(), now, Optional.empty())
                .map(message -> shown(message.get("state")));
    }

    NativeDelta nativeDelta() {
        return NativeDelta.of(document());
    }

    ShadowDocument document() {
        return (ShadowDocument) shadow;
    }

    Shadow shadow() {
        return shadow;
    }

    long version() {
        return shadow.version();
    }

    Instant now() {
        return now;
    }

    static StatePatch sections(String json) {
        return ((StatePatch.Check.Sound)
                        StatePatch.checkSections(json(q(json)), ShadowLimits.NATIVE))
                .patch();
    }

    static JsonPatch jsonPatch(String json) {
        return ((JsonPatch.Parsed.Sound) JsonPatch.parse(json(q(json)))).patch();
    }

    static Pointer at(String place) {
        return Pointer.parse(place).orElseThrow();
    }

    static Refusal.Reason reason(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal().reason();
    }

    private JsonNode current() {
        return ShadowMessages.current(document(), now, Optional.empty());
    }

    private UpdateRequest request(String body) {
        return ((Parsed.Valid) UpdateRequest.parse(utf8(q(body)), limits)).request();
    }

    /** With apostrophes, and {@code T3} for the time of the third step. */
    private static String shown(JsonNode node) {
        var text = text(node).replace('"', '\'');
        for (int step = 1; step < 100; step++) {
            text = text.replace("" + BEGINNING.plusSeconds(step).getEpochSecond(), "T" + step);
        }
        return text;
    }
}
