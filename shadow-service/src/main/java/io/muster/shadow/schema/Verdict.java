// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.schema.DocumentSchema.Fault;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a schema says of a change before it is stored. */
public sealed interface Verdict {

    /** It is fine, or nobody asked. */
    record Kept() implements Verdict {}

    /** It must not be stored. */
    record Refused(List<Fault> faults) implements Verdict {}

    /** It may be stored; somebody should hear of it. */
    record Told(List<Fault> faults) implements Verdict {}

    /** The verdict on what would come of a change. */
    static Verdict of(ShadowSchema schema, Change change, Outcome outcome, Instant now) {
        if (schema.mode() == SchemaMode.OFF
                || !(outcome instanceof Outcome.Applied(var before, var after))) {
            return new Kept();
        }
        var faults = faults(schema, change, before, after, now);
        if (faults.isEmpty()) {
            return new Kept();
        }
        // Nobody waits for an answer of the clock; what it takes away can't be kept back.
        boolean refusable = change instanceof Change.Write || change instanceof Change.Restore;
        return schema.mode() == SchemaMode.STRICT && refusable
                ? new Refused(faults)
                : new Told(faults);
    }

    private static List<Fault> faults(
            ShadowSchema schema, Change change, Shadow before, ShadowDocument after, Instant now) {
        var former =
                before instanceof ShadowDocument document
                        ? Optional.of(document)
                        : Optional.<ShadowDocument>empty();
        var at = schema.faults(former, after).stream();
        var later =
                future(change, after, now).stream()
                        .flatMap(document -> schema.faults(Optional.of(after), document).stream());
        return Stream.concat(at, later).distinct().toList();
    }

    /** The shadow as it will be when that begins which the write has wait. */
    private static Optional<ShadowDocument> future(
            Change change, ShadowDocument after, Instant now) {
        if (!(change instanceof Change.Write write)) {
            return Optional.empty();
        }
        var timing = write.manner().timing();
        return timing.notBefore()
                .filter(_ -> timing.waits(now))
                .map(begin -> after.ticked(after.ledger().timetable().due(begin), begin));
    }
}
