// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import java.util.function.UnaryOperator;

/**
 * How a shadow changes. Nothing here has an effect: a caller that does not store the outcome has
 * made a dry run.
 */
public final class ShadowRules {

    private ShadowRules() {}

    /**
     * Carries out one change. Every accepted write uses up exactly one version, also one that
     * changes nothing unless it was to be skipped; a refused one uses up none.
     */
    public static Outcome apply(
            Shadow shadow, Change change, Expectation expected, Occasion occasion) {
        // A write looks itself, after something that comes before the version.
        if (!(change instanceof Change.Write) && !expected.holdsFor(shadow)) {
            return new Outcome.Conflict(expected, shadow.version());
        }
        return switch (change) {
            case Change.Write write -> new Writing(shadow, occasion).write(write, expected);
            case Change.Restore(var saved) -> new Restoring(shadow, occasion).restore(saved);
            case Change.Erase() -> erase(shadow);
            case Change.Tick() -> tick(shadow, occasion);
            case Change.Delivered(var version) -> note(shadow, now -> now.delivered(version));
            case Change.Acknowledge(var ack) -> note(shadow, now -> now.acknowledged(ack));
            case Change.Govern(var policy) ->
                    note(shadow, now -> now.with(now.ledger().with(policy)));
        };
    }

    private static Outcome erase(Shadow shadow) {
        return switch (shadow) {
            case ShadowDocument document ->
                    new Outcome.Erased(document.version(), new Absent(document.version() + 1));
            case Absent _ -> new Outcome.Missing();
        };
    }

    private static Outcome tick(Shadow shadow, Occasion occasion) {
        if (!(shadow instanceof ShadowDocument document)) {
            return new Outcome.Missing();
        }
        var due = document.ledger().timetable().due(occasion.now());
        return due.isEmpty()
                ? new Outcome.Unchanged(shadow)
                : new Outcome.Applied(shadow, document.ticked(due, occasion.now()));
    }

    private static Outcome note(Shadow shadow, UnaryOperator<ShadowDocument> noting) {
        if (!(shadow instanceof ShadowDocument document)) {
            return new Outcome.Missing();
        }
        var noted = noting.apply(document);
        return noted.ledger().equals(document.ledger())
                ? new Outcome.Unchanged(shadow)
                : new Outcome.Noted(noted);
    }
}
