// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.api.OffLoop;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Occasion;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.change.ShadowRules;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.schema.Schemas;
import io.muster.shadow.schema.ShadowSchema;
import io.muster.shadow.schema.Verdict;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What would come of a change: the same rules, of which nothing is kept. */
@ApplicationScoped
class DryRuns {

    private final ShadowAccess shadows;
    private final Schemas schemas;
    private final OffLoop threads;
    private final Clock clock;
    private final ShadowLimits limits;

    DryRuns(
            ShadowAccess shadows,
            Schemas schemas,
            OffLoop threads,
            Clock clock,
            ShadowSettings settings) {
        this.shadows = shadows;
        this.schemas = schemas;
        this.threads = threads;
        this.clock = clock;
        this.limits = settings.limits().toLimits();
    }

    Uni<Response> of(ShadowKey key, Change change, Terms terms, String subject) {
        return outcome(key, change, terms.expected(), subject)
                .map(outcome -> answer(key, ShadowOutcomes.document(key, outcome)));
    }

    Uni<Void> delete(ShadowKey key, Terms terms, String subject) {
        return outcome(key, new Change.Erase(), terms.expected(), subject)
                .invoke(outcome -> ShadowOutcomes.requireErased(key, outcome))
                .replaceWithVoid();
    }

    /** What would come of it, be it a refusal. */
    Uni<Outcome> outcome(ShadowKey key, Change change, Expectation expected, String subject) {
        return shadows.look(key)
                .map(shadow -> {
                    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    var occasion = new Occasion(now, new Origin.Operator(subject).by(), limits);
                    return ShadowRules.apply(shadow, change, expected, occasion);
                })
                .chain(outcome -> checked(key, change, outcome));
    }

    private Uni<Outcome> checked(ShadowKey key, Change change, Outcome outcome) {
        return schemas.of(key.governing())
                .chain(rules ->
                        rules.of(key.governing())
                                .map(schema -> checked(schema, change, outcome))
                                .orElseGet(() -> Uni.createFrom().item(outcome)));
    }

    private Uni<Outcome> checked(ShadowSchema schema, Change change, Outcome outcome) {
        return threads.run(() ->
                switch (Verdict.of(schema, change, outcome, clock.instant())) {
                    case Verdict.Refused(var faults) -> new Outcome.Violated(schema.ref(), faults);
                    case Verdict.Kept _, Verdict.Told _ -> outcome;
                });
    }

    private Response answer(ShadowKey key, ShadowDocument document) {
        return Response.ok(DryRunView.of(key, document, limits)).build();
    }
}
