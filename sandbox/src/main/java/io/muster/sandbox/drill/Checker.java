// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compares what was promised with what is shown. Knows neither services nor broker. */
final class Checker {

    private Checker() {}

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
        return new Verdict(
                count(sent, history::promised),
                count(
                        sent,
                        update ->
                                history.promised(update) && !shown.marks().contains(update.mark())),
                duplicated(history, sent, shown),
                reordered(history, sent, shown),
                count(sent, update -> history.promised(update) && !history.answered(update)));
    }

    /**
     * Each stored update takes one version. Two signs of an update that was stored twice: the
     * document has more versions than updates, or the service answered one update with two
     * versions. The larger of the two counts, since both are usually the same fact.
     */
    static int duplicated(History history, List<Update> sent, Shown shown) {
        int byVersion = (int) Math.max(0, shown.version() - shown.marks().size());
        int byAnswer =
                sent.stream()
                        .mapToInt(update -> Math.max(0, history.versions(update).size() - 1))
                        .sum();
        return Math.max(byVersion, byAnswer);
    }

    /**
     * A device's updates were published in order over one connection, so their versions must rise
     * in that order, and the member that all of them write must hold the value of the last one that
     * is there.
     */
    private static int reordered(History history, List<Update> sent, Shown shown) {
        int inversions = inversions(history, sent);
        return inversions == 0 && shown.last() != lastShown(sent, shown) ? 1 : inversions;
    }

    /** How many of these have a lower version than one before. */
    static int inversions(History history, List<Update> sent) {
        int inversions = 0;
        long highest = 0;
        for (var update : sent) {
            var versions = history.versions(update);
            if (!versions.isEmpty() && versions.getFirst() < highest) {
                inversions++;
            }
            highest = versions.isEmpty() ? highest : Math.max(highest, versions.getFirst());
        }
        return inversions;
    }

    private static int lastShown(List<Update> sent, Shown shown) {
        var marks = new HashSet<>(shown.marks());
        return sent.stream()
                .filter(update -> marks.contains(update.mark()))
                .mapToInt(Update::number)
                .max()
                .orElse(0);
    }

    static int count(List<Update> updates, Predicate<Update> which) {
        return (int) updates.stream().filter(which).count();
    }
}
