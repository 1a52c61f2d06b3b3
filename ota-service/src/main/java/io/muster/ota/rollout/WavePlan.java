// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a fleet is cut into waves. */
public final class WavePlan {

    /** More steps than anybody watches; bounds what one rollout stores. */
    public static final int MAX_WAVES = 50;

    private WavePlan() {}

    /** Why these shares, in hundredths of a percent, are no plan; empty when they are one. */
    public static Optional<String> flaw(List<Integer> shares) {
        if (shares.isEmpty() || shares.size() > MAX_WAVES) {
            return Optional.of("a rollout has 1 to " + MAX_WAVES + " waves");
        }
        int before = 0;
        for (int share : shares) {
            if (share <= before || share > Bucket.COUNT) {
                return Optional.of("waves are rising percentages above 0 and up to 100");
            }
            before = share;
        }
        return Optional.empty();
    }

    /** The waves, each beginning where the one before ends. */
    public static List<Wave> of(List<Integer> shares) {
        var waves = new ArrayList<Wave>();
        int from = 0;
        for (int share : shares) {
            waves.add(wave(waves.size() + 1, share, from, share));
            from = share;
        }
        return List.copyOf(waves);
    }

    /**
     * The same waves, the first of them reaching at least the lowest bucket that has a device: a
     * share of a small fleet would otherwise be nobody, and the next wave would go out unproven.
     */
    public static List<Wave> reaching(List<Wave> waves, int lowest) {
        var reached = new ArrayList<Wave>();
        int from = 0;
        for (var wave : waves) {
            int until = Math.max(wave.until(), lowest + 1);
            reached.add(wave(wave.number(), wave.share(), from, until));
            from = until;
        }
        return List.copyOf(reached);
    }

    private static Wave wave(int number, int share, int from, int until) {
        return new Wave(
                number, share, from, until, WaveState.PENDING, Tally.of(0), Optional.empty());
    }
}
