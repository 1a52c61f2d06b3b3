// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import java.util.List;
import java.util.Map;

/**
 * As {@link Checker}, for updates with numbers that were published out of order: of those the
 * newest counts, and one that comes behind a newer one must leave no trace.
 */
final class NewestChecker {

    private NewestChecker() {}

    /** What is wrong, in numbers, over all devices. */
    static Verdict check(History history, Map<String, Shown> shown) {
        var verdict = Verdict.NONE;
        for (var device : history.byDevice().entrySet()) {
            var document = shown.getOrDefault(device.getKey(), Shown.NOTHING);
            verdict = verdict.plus(check(history, device.getValue(), document));
        }
        return verdict;
    }

    private static Verdict check(History history, List<Update> sent, Shown shown) {
        var applied = sent.stream().filter(u -> !history.versions(u).isEmpty()).toList();
        return new Verdict(
                Checker.count(sent, history::promised),
                lost(sent, applied, shown),
                Checker.duplicated(history, applied, shown),
                reordered(history, sent, applied, shown),
                Checker.count(sent, u -> history.promised(u) && !history.answered(u)));
    }

    /** The newest is always to be there, and so is whatever was said to be stored. */
    private static int lost(List<Update> sent, List<Update> applied, Shown shown) {
        int newest = shown.last() == sent.getLast().number() ? 0 : 1;
        return newest + Checker.count(applied, u -> !shown.marks().contains(u.mark()));
    }

    /** Versions rise with the numbers, and what was said to be superseded is not there. */
    private static int reordered(
            History history, List<Update> sent, List<Update> applied, Shown shown) {
        return Checker.inversions(history, applied)
                + Checker.count(
                        sent, u -> !applied.contains(u) && shown.marks().contains(u.mark()));
    }
}
