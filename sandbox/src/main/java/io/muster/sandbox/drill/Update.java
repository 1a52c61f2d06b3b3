// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

/**
 * One shadow update of the drill: the {@code number}-th of its device, counted from 1. It leaves
 * two marks in the reported state, a member of its own and the shared member {@code last}, so that
 * both a loss and a reordering can be seen afterwards; its client token tells its answers from
 * others.
 */
record Update(String device, int number) {

    String token() {
        return device + "#" + number;
    }

    /** The member that only this update writes. */
    String mark() {
        return "u" + number;
    }
}
