// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.publish.Deltas;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What the API does with shadows; whatever can't be done is a problem. */
@ApplicationScoped
class ShadowAccess {

    /** A caller should not wait longer; a change that is late may still be carried out. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Shadows shadows;
    private final Deltas deltas;

    ShadowAccess(Shadows shadows, Deltas deltas) {
        this.shadows = shadows;
        this.deltas = deltas;
    }

    Uni<ShadowDocument> get(ShadowKey key) {
        return submit(new Command.Look(key)).map(result -> existing(key, result));
    }

    Uni<ShadowDocument> update(ShadowKey key, Change change, Expectation expected, String subject) {
        return submit(alter(key, change, expected, subject))
                .map(result -> updated(key, outcome(result)));
    }

    Uni<Void> delete(ShadowKey key, Expectation expected, String subject) {
        return submit(alter(key, new Change.Erase(), expected, subject))
                .invoke(result -> requireErased(key, outcome(result)))
                .replaceWithVoid();
    }

    private Uni<Result> submit(Command command) {
        return shadows.submit(command)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The database does not answer in time."));
    }

    private static Command alter(
            ShadowKey key, Change change, Expectation expected, String subject) {
        return new Command.Alter(
                key, change, expected, new Origin.Operator(subject), Optional.empty());
    }

    private static ShadowDocument existing(ShadowKey key, Result result) {
        if (!(result instanceof Result.Seen(var stored))) {
            throw unexpected();
        }
        return switch (stored.shadow()) {
            case ShadowDocument document -> document;
            case Absent _ -> throw ShadowProblems.notFound(key.name());
        };
    }

    private ShadowDocument updated(ShadowKey key, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(var before, var after) -> {
                deltas.changed(key, before, after);
                yield after;
            }
            case Outcome.Conflict(_, var actual) -> throw ShadowProblems.conflict(actual);
            case Outcome.TooLarge _ -> throw ShadowProblems.of(Refusal.tooLarge());
            case Outcome.Refused(var refusal) -> throw ShadowProblems.of(refusal);
            case Outcome.Noted _,
                    Outcome.Unchanged _,
                    Outcome.Stale _,
                    Outcome.Missing _,
                    Outcome.Erased _ ->
                    throw unexpected();
        };
    }

    private static void requireErased(ShadowKey key, Outcome outcome) {
        switch (outcome) {
            case Outcome.Erased _ -> {}
            case Outcome.Conflict(_, var actual) -> throw ShadowProblems.conflict(actual);
            case Outcome.Missing _ -> throw ShadowProblems.notFound(key.name());
            case Outcome.Applied _,
                    Outcome.Noted _,
                    Outcome.Unchanged _,
                    Outcome.Stale _,
                    Outcome.TooLarge _,
                    Outcome.Refused _ ->
                    throw unexpected();
        }
    }

    private static Outcome outcome(Result result) {
        if (result instanceof Result.Done(var outcome, _)) {
            return outcome;
        }
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("not what comes of this command");
    }
}
