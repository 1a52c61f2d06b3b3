// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.schema.DocumentSchema.Fault;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.schema.SchemasInForce;
import io.muster.shadow.schema.ShadowSchema;
import io.muster.shadow.schema.Verdict;
import io.muster.shadow.store.Command.Alter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What schemas say of the changes of a batch. */
final class Inspection {

    private final SchemasInForce schemas;
    private final List<Breach> breaches = new ArrayList<>();

    Inspection(SchemasInForce schemas) {
        this.schemas = schemas;
    }

    /** A version that is stored although it breaks a schema. */
    record Breach(ShadowKey key, long version, String schema, List<Fault> faults) {}

    boolean checks() {
        return !schemas.isEmpty();
    }

    /** The outcome, or that it is refused. */
    Outcome of(Alter alter, Outcome outcome, Instant now) {
        return schemas.of(alter.key().governing())
                .map(schema -> of(alter, schema, outcome, now))
                .orElse(outcome);
    }

    private Outcome of(Alter alter, ShadowSchema schema, Outcome outcome, Instant now) {
        return switch (Verdict.of(schema, alter.change(), outcome, now)) {
            case Verdict.Kept() -> outcome;
            case Verdict.Refused(var faults) -> new Outcome.Violated(schema.ref(), faults);
            case Verdict.Told(var faults) -> {
                if (outcome instanceof Outcome.Applied(_, var after)) {
                    breaches.add(new Breach(alter.key(), after.version(), schema.ref(), faults));
                }
                yield outcome;
            }
        };
    }

    List<Breach> breaches() {
        return breaches;
    }
}
