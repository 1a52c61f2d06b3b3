// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/**
 * Places in a table with open addresses: at least half of it is empty, so that a search ends soon.
 */
final class Probing {

    private static final int SPREAD = 0x9E3779B9;

    private Probing() {}

    /** How long a table for so many is; a power of two. */
    static int slotsFor(int count) {
        return Integer.highestOneBit(Math.max(1, count)) << 2;
    }

    /** Hashes of names that are alike ({@code s-001}, {@code s-002}) are next to one another. */
    static int first(int hash, int slots) {
        int mixed = (hash ^ (hash >>> 15)) * SPREAD;
        return (mixed ^ (mixed >>> 16)) & (slots - 1);
    }

    static int next(int slot, int slots) {
        return (slot + 1) & (slots - 1);
    }

    /** The hash of what belongs to an owner by a name. */
    static int hash(int owner, int name) {
        return name + owner * SPREAD;
    }
}
