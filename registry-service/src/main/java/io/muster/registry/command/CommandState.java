// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

/**
 * Where a command is: {@code QUEUED → SENT → ACKED → DONE | FAILED | EXPIRED}. Messages may be lost
 * or overtake each other, so a later state is reached from any earlier one, and never left for it.
 */
enum CommandState {
    /** Waits for the device. */
    QUEUED,
    /** The broker has it for the device. */
    SENT,
    /** The device has it. */
    ACKED,
    /** The device has done it, and all of its artifact is here. */
    DONE,
    /** The device could not do it, or its answer is of no use. */
    FAILED,
    /** It was not done in time. */
    EXPIRED;

    /** Whether the command is still under way. */
    boolean open() {
        return this == QUEUED || this == SENT || this == ACKED;
    }

    /** Whether a command in this state may come into the other. */
    boolean leadsTo(CommandState next) {
        return open() && compareTo(next) < 0;
    }
}
