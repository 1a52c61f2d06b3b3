// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/**
 * Contenders in turns: A B A B A B. What disturbs the machine for a while so disturbs all of them,
 * and the ratios hold where the figures don't.
 *
 * @param samples of each contender, without the first round's
 */
public record Contest(Map<String, List<Sample>> samples) {

    /** Plays as many rounds as planned, and tells of each turn. */
    public static Contest play(Plan plan, SequencedMap<String, Callable<Sample>> contenders)
            throws Exception {
        var samples = new LinkedHashMap<String, List<Sample>>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (var contender : contenders.entrySet()) {
                var sample = contender.getValue().call();
                plan.say(line(round, contender.getKey(), sample));
                if (round > 0) {
                    samples.computeIfAbsent(contender.getKey(), _ -> new ArrayList<>()).add(sample);
                }
            }
        }
        return new Contest(samples);
    }

    private static String line(int round, String contender, Sample sample) {
        return "  %-8s %-28s %s"
                .formatted(round == 0 ? "warm-up" : "round " + round, contender, sample);
    }

    /** What a contender did. */
    public Figures figures(String contender) {
        return new Figures(samples.getOrDefault(contender, List.of()));
    }

    /** How a contender compares with another, round by round. */
    public Ratio ratio(String ours, String floor) {
        return Ratio.of(figures(ours).perSecond(), figures(floor).perSecond());
    }
}
