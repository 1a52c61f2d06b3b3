// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.change.Change;
import io.muster.shadow.change.Occasion;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.change.ShadowRules;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schema.SchemasInForce;
import io.muster.shadow.store.Command.Alter;
import io.muster.shadow.store.Command.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commands carried out one after the other on what was read for them, in memory. Each sees the ones
 * before it; what is written in the end is the last state of each shadow.
 */
final class Batch {

    private final Map<ShadowKey, Stored> before;
    private final Map<ShadowKey, Stored> after = new HashMap<>();
    private final Map<Remembered.Key, Remembered> requests;
    private final Set<ShadowKey> reported = new HashSet<>();
    private final List<Remembered> carriedOut = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Expiry> expiries = new ArrayList<>();
    private final Inspection inspection;
    private final ShadowLimits limits;
    private final Instant now;

    Batch(
            Map<ShadowKey, Stored> shadows,
            Map<Remembered.Key, Remembered> requests,
            SchemasInForce schemas,
            ShadowLimits limits,
            Instant now) {
        this.before = shadows;
        this.requests = new HashMap<>(requests);
        this.inspection = new Inspection(schemas);
        this.limits = limits;
        this.now = now;
    }

    /** One shadow's new state, to be written if the version is still the one before. */
    record Row(ShadowKey key, Stored before, Stored stored) {}

    /** A change made over the API. */
    record Deed(String subject, Alter command, long version) {}

    /** Desired members that the clock has ended, in the version without them. */
    record Expiry(ShadowKey key, long version, List<Pointer> members) {}

    /** One version of a shadow and the one before; several of one batch are one row in the end. */
    record Step(ShadowKey key, Shadow before, Shadow after, Instant at, String by) {}

    /** Whether tenants' schemas are checked by, which may take long. */
    boolean checks() {
        return inspection.checks();
    }

    List<Result> runAll(List<Command> commands) {
        return commands.stream().map(this::run).toList();
    }

    List<Row> writes() {
        return after.entrySet().stream()
                .map(e -> new Row(e.getKey(), read(e.getKey()), e.getValue()))
                .toList();
    }

    /** The requests to remember from now on. */
    List<Remembered> carriedOut() {
        return carriedOut;
    }

    List<Deed> deeds() {
        return deeds;
    }

    /** Every new version, in order. */
    List<Step> steps() {
        return steps;
    }

    List<Expiry> expiries() {
        return expiries;
    }

    /** What is stored although it breaks a schema. */
    List<Inspection.Breach> breaches() {
        return inspection.breaches();
    }

    /** The documents whose reported section was written to. */
    Map<ShadowKey, ShadowDocument> reports() {
        var reports = new HashMap<ShadowKey, ShadowDocument>();
        for (var key : reported) {
            if (current(key).shadow() instanceof ShadowDocument document) {
                reports.put(key, document);
            }
        }
        return reports;
    }

    private Result run(Command command) {
        return switch (command) {
            case Look(var key) -> new Result.Seen(current(key));
            case Alter alter -> earlier(alter).orElseGet(() -> carryOut(alter));
        };
    }

    private Optional<Result> earlier(Alter alter) {
        return alter.once()
                .map(id -> requests.get(new Remembered.Key(alter.key(), id.token())))
                .map(request -> repeated(alter, request));
    }

    private Result repeated(Alter alter, Remembered earlier) {
        boolean same = alter.once().filter(earlier.id()::equals).isPresent();
        return same
                ? new Result.Repeated(
                        current(alter.key()).shadow(),
                        earlier.version(),
                        earlier.appliedAt(),
                        earlier.changed())
                : new Result.TokenReused();
    }

    private Result carryOut(Alter alter) {
        var shadow = current(alter.key()).shadow();
        var occasion = new Occasion(now, alter.origin().by(), alter.within().orElse(limits));
        var wanted = ShadowRules.apply(shadow, alter.change(), alter.expected(), occasion);
        var outcome = inspection.of(alter, wanted, now);
        switch (outcome) {
            case Outcome.Applied(var previous, var next) -> applied(alter, previous, next);
            case Outcome.Erased(_, var next) -> written(alter, next, true);
            case Outcome.Noted(var next) -> written(alter, next, false);
            case Outcome.Unchanged(var same) -> remember(alter, same, false);
            case Outcome.Stale _,
                    Outcome.Conflict _,
                    Outcome.Missing _,
                    Outcome.TooLarge _,
                    Outcome.Violated _,
                    Outcome.Refused _ -> {}
        }
        return new Result.Done(outcome, now);
    }

    private void applied(Alter alter, Shadow previous, ShadowDocument next) {
        written(alter, next, true);
        if (!(alter.origin() instanceof Origin.Device)) {
            after.computeIfPresent(alter.key(), (_, stored) -> markedIfUntold(stored));
        }
        switch (alter.change()) {
            case Change.Write(var edit, _) when edit.touches(SectionName.REPORTED) ->
                    reported.add(alter.key());
            case Change.Tick() -> expired(alter.key(), previous, next.version());
            default -> {} // nobody else is told of it
        }
    }

    private void expired(ShadowKey key, Shadow previous, long version) {
        if (previous instanceof ShadowDocument document) {
            var ended = document.ledger().timetable().due(now).ended().keySet();
            if (!ended.isEmpty()) {
                expiries.add(new Expiry(key, version, List.copyOf(ended)));
            }
        }
    }

    private void written(Alter alter, Shadow next, boolean changed) {
        var before = current(alter.key());
        after.put(alter.key(), before.with(next));
        if (changed) {
            steps.add(new Step(alter.key(), before.shadow(), next, now, alter.origin().by()));
        }
        if (alter.origin() instanceof Origin.Operator(var subject)) {
            deeds.add(new Deed(subject, alter, next.version()));
        }
        remember(alter, next, changed);
    }

    private Stored markedIfUntold(Stored stored) {
        return stored.untold() ? stored.marked(now) : stored;
    }

    /** Also what changed nothing: later it might, and it came before what came in between. */
    private void remember(Alter alter, Shadow shadow, boolean changed) {
        alter.once()
                .map(id -> new Remembered(alter.key(), id, shadow.version(), now, changed))
                .ifPresent(request -> {
                    requests.put(request.key(), request);
                    carriedOut.add(request);
                });
    }

    private Stored current(ShadowKey key) {
        return after.getOrDefault(key, read(key));
    }

    private Stored read(ShadowKey key) {
        return before.getOrDefault(key, Stored.NOTHING);
    }
}
