// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

/**
 * What the checker found.
 *
 * @param acked updates that were promised
 * @param lost of these, not there
 * @param duplicated stored more than once
 * @param reordered stored in another order than published
 * @param unanswered promised by the broker, but the service never answered
 */
record Verdict(int acked, int lost, int duplicated, int reordered, int unanswered) {

    static final Verdict NONE = new Verdict(0, 0, 0, 0, 0);

    Verdict plus(Verdict other) {
        return new Verdict(
                acked + other.acked,
                lost + other.lost,
                duplicated + other.duplicated,
                reordered + other.reordered,
                unanswered + other.unanswered);
    }

    /** Whether every promise was kept, for as many updates as there should be. */
    boolean ok(int expected) {
        return acked == expected
                && lost == 0
                && duplicated == 0
                && reordered == 0
                && unanswered == 0;
    }
}
