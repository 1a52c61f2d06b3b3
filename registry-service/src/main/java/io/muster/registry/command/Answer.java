// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.registry.command.Command.Promise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a device says to a command. */
sealed interface Answer {

    /** The device has the command. */
    record Ack() implements Answer {}

    /** A part of the artifact; chunks are counted from 0. */
    // Equality is never asked for, and a copy of every chunk would be the cost of a pull.
    @SuppressWarnings("ArrayRecordComponent")
    record Chunk(int number, byte[] bytes) implements Answer {}

    /** The device is done, and sent this many chunks if any. */
    record Done(Optional<Promise> promise, @Nullable String result) implements Answer {}

    /** The device could not do it. */
    record Failed(String reason) implements Answer {}
}
