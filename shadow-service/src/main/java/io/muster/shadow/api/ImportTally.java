// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.ProblemException;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.store.ShadowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Counts what comes of the lines of one import. */
final class ImportTally {

    private static final int MOST_FAULTS = 100;

    private final ImportMode mode;
    private final List<ImportView.Fault> faults = new ArrayList<>();
    private long created;
    private long updated;
    private long replaced;
    private long skipped;
    private long failed;

    ImportTally(ImportMode mode) {
        this.mode = mode;
    }

    void skip() {
        skipped++;
    }

    void fail(long line, ProblemException problem) {
        failed++;
        if (faults.size() < MOST_FAULTS) {
            var code = problem.getParameters().getOrDefault("errorCode", problem.code());
            var detail = Objects.requireNonNullElse(problem.getDetail(), "");
            faults.add(new ImportView.Fault(line, code.toString(), detail));
        }
    }

    void count(long line, ShadowKey key, Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied(var before, _) -> written(before);
            case Outcome.Erased(var version, _) when version == 0 -> created++;
            case Outcome.Erased _ -> replaced++;
            case Outcome.Unchanged _, Outcome.Noted _ -> skipped++;
            case Outcome.Conflict _ when mode == ImportMode.SKIP -> skipped++;
            case Outcome.Conflict _,
                    Outcome.Stale _,
                    Outcome.Missing _,
                    Outcome.TooLarge _,
                    Outcome.Violated _,
                    Outcome.Refused _ ->
                    refused(line, key, outcome);
        }
    }

    private void written(Shadow before) {
        if (before instanceof Absent) {
            created++;
        } else if (mode == ImportMode.REPLACE) {
            replaced++;
        } else {
            updated++;
        }
    }

    private void refused(long line, ShadowKey key, Outcome outcome) {
        try {
            ShadowOutcomes.document(key, outcome);
        } catch (ProblemException problem) {
            fail(line, problem);
        }
    }

    ImportView view() {
        long read = created + updated + replaced + skipped + failed;
        return new ImportView(
                read, created, updated, replaced, skipped, failed, List.copyOf(faults));
    }
}
