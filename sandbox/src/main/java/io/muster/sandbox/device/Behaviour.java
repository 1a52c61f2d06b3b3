// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What chance decides about simulated devices. Every answer is a function of the seed, the device's
 * place in its fleet and the purpose, not of the order in which threads happen to ask: the same
 * seed gives the same run.
 *
 * @param failureShare share of updates that end in {@link Outcome#FAILS}, between 0 and 1
 * @param hangShare share of updates that end in {@link Outcome#HANGS}
 * @param cutShare share of downloads whose connection breaks once half way, so that they must be
 *     resumed
 */
public record Behaviour(long seed, double failureShare, double hangShare, double cutShare) {

    /** Rejects shares that are not probabilities. */
    public Behaviour {
        requireShare(failureShare);
        requireShare(hangShare);
        requireShare(cutShare);
        requireShare(failureShare + hangShare);
    }

    /** Devices that never fail; every fifth download breaks once and is resumed. */
    public static Behaviour sound(long seed) {
        return new Behaviour(seed, 0, 0, 0.2);
    }

    /** The fate of one device with one version. */
    public Outcome outcome(int device, String version) {
        double draw = random(device, "outcome:" + version).nextDouble();
        if (draw < failureShare) {
            return Outcome.FAILS;
        }
        return draw < failureShare + hangShare ? Outcome.HANGS : Outcome.SUCCEEDS;
    }

    /** Whether the first connection of this download breaks half way. */
    public boolean cutsDownload(int device, String version) {
        return random(device, "cut:" + version).nextDouble() < cutShare;
    }

    /** A stream of random numbers for one device and purpose. */
    RandomGenerator random(int device, String purpose) {
        return new SplittableRandom(mix(seed ^ mix(device) ^ fnv1a(purpose)));
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, not " + share);
        }
    }

    /**
     * The finaliser of SplitMix64: neighbouring device numbers must not give neighbouring streams.
     */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static long fnv1a(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
