// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.publish.Deltas;
import io.muster.shadow.publish.News;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Connection;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.RequestId;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.store.Stored;
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

    /**
     * A change that was carried out.
     *
     * @param version that the change made, or left as it was
     * @param document as it is now; of a request that came again, that may be later
     */
    record Written(long version, ShadowDocument document) {}

    /**
     * A shadow that is there.
     *
     * @param connection of its device
     */
    record Found(ShadowDocument document, Connection connection) {}

    Uni<Shadow> look(ShadowKey key) {
        return stored(key).map(Stored::shadow);
    }

    Uni<Found> get(ShadowKey key) {
        return stored(key)
                .map(stored -> new Found(existing(key, stored.shadow()), stored.connection()));
    }

    private Uni<Stored> stored(ShadowKey key) {
        return submit(new Command.Look(key))
                .map(result -> {
                    if (result instanceof Result.Seen(var stored)) {
                        return stored;
                    }
                    throw ShadowOutcomes.unexpected();
                });
    }

    Uni<Written> change(
            ShadowKey key, Change change, Terms terms, String subject, Optional<RequestId> once) {
        return submit(alter(key, change, terms, subject, once)).map(result -> written(key, result));
    }

    Uni<Void> delete(ShadowKey key, Terms terms, String subject, Optional<RequestId> once) {
        return submit(alter(key, new Change.Erase(), terms, subject, once))
                .invoke(result -> requireErased(key, result))
                .replaceWithVoid();
    }

    /** Tries a change; a refusal is an outcome here. */
    Uni<Outcome> attempt(ShadowKey key, Change change, Expectation expected, String subject) {
        var origin = new Origin.Operator(subject);
        return submit(new Command.Alter(key, change, expected, origin, Optional.empty()))
                .map(result -> told(key, result));
    }

    private Outcome told(ShadowKey key, Result result) {
        if (!(result instanceof Result.Done(var outcome, var at))) {
            throw ShadowOutcomes.unexpected();
        }
        if (outcome instanceof Outcome.Applied(var before, var after)) {
            deltas.changed(News.of(key, before, after));
        } else if (outcome instanceof Outcome.Erased(var version, _) && version > 0) {
            deltas.erased(key, version, at, Optional.empty());
        }
        return outcome;
    }

    private Uni<Result> submit(Command command) {
        return shadows.submit(command)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The database does not answer in time."));
    }

    private static Command alter(
            ShadowKey key, Change change, Terms terms, String subject, Optional<RequestId> once) {
        return new Command.Alter(key, change, terms.expected(), new Origin.Operator(subject), once);
    }

    private static ShadowDocument existing(ShadowKey key, Shadow shadow) {
        return switch (shadow) {
            case ShadowDocument document -> document;
            case Absent _ -> throw ShadowProblems.notFound(key.name());
        };
    }

    private Written written(ShadowKey key, Result result) {
        return switch (result) {
            case Result.Done(var outcome, _) -> {
                var document = ShadowOutcomes.document(key, outcome);
                if (outcome instanceof Outcome.Applied(var before, var after)) {
                    deltas.changed(News.of(key, before, after));
                }
                yield new Written(document.version(), document);
            }
            case Result.Repeated(var shadow, var version, _, _) ->
                    new Written(version, existing(key, shadow));
            case Result.TokenReused() -> throw ShadowProblems.of(Refusal.keyReused());
            case Result.Seen _ -> throw ShadowOutcomes.unexpected();
        };
    }

    private void requireErased(ShadowKey key, Result result) {
        switch (result) {
            case Result.Done(Outcome.Erased(var version, _), var at) ->
                    deltas.erased(key, version, at, Optional.empty());
            case Result.Done(var outcome, _) -> ShadowOutcomes.requireErased(key, outcome);
            case Result.Repeated _ -> {} // it was removed the first time
            case Result.TokenReused() -> throw ShadowProblems.of(Refusal.keyReused());
            case Result.Seen _ -> throw ShadowOutcomes.unexpected();
        }
    }
}
