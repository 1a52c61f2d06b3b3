// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.delivery;

/**
 * The number of the newest report, given by the device that made it: a counter, or its clock in
 * milliseconds. Only the order matters, so a device uses one of the two and stays with it.
 *
 * @param last {@link #NONE} until the device has numbered a report
 */
public record Sequence(long last) {

    /** Below every number that a device may give. */
    public static final long NONE = -1;

    /** No report was numbered yet. */
    public static final Sequence NEW = new Sequence(NONE);

    /** How a report's number stands to the ones before. */
    public enum Order {
        /** The newest so far. */
        NEXT,
        /** The newest so far, once more. */
        REPEATED,
        /** A newer one came before it. */
        LATE
    }

    /** How the number stands to the newest so far. */
    public Order of(long number) {
        if (number == last) {
            return Order.REPEATED;
        }
        return number > last ? Order.NEXT : Order.LATE;
    }
}
