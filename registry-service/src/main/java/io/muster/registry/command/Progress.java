// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.registry.command.ChunkStore.Held;
import io.muster.registry.command.Command.Promise;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer makes of a command: rules only, no store and no clock. */
final class Progress {

    /** What one message may carry; the contract with devices. */
    static final int MAX_CHUNK_BYTES = 64 * 1024;

    /** How often missing chunks are asked for; each time takes a round trip. */
    private static final int MAX_ASKED = 10;

    private Progress() {}

    /** The command in a later state; the same command when it is past that. */
    static Command become(Command command, CommandState next, Instant now) {
        return command.state().leadsTo(next)
                ? with(command, next, now, command.result(), command.reason())
                : command;
    }

    static Command failed(Command command, String reason, Instant now) {
        return with(command, CommandState.FAILED, now, command.result(), reason);
    }

    private static Command with(
            Command command,
            CommandState state,
            Instant now,
            @Nullable String result,
            @Nullable String reason) {
        return new Command(
                command.identity(),
                command.id(),
                command.kind(),
                command.params(),
                state,
                command.createdAt(),
                command.deadline(),
                now,
                result,
                reason,
                command.promise(),
                command.asked());
    }

    /** After the device said that it is done; artifacts still have to be looked at. */
    static Command done(Command command, Answer.Done done, Instant now) {
        if (!command.kind().sendsArtifact()) {
            return with(command, CommandState.DONE, now, done.result(), null);
        }
        if (done.promise().isEmpty()) {
            return failed(command, "the device named no chunks and no sha256", now);
        }
        var told = with(command, CommandState.ACKED, now, done.result(), null);
        return promised(told, done.promise(), command.asked());
    }

    private static Command promised(Command command, Optional<Promise> promise, int asked) {
        return new Command(
                command.identity(),
                command.id(),
                command.kind(),
                command.params(),
                command.state(),
                command.createdAt(),
                command.deadline(),
                command.changedAt(),
                command.result(),
                command.reason(),
                promise,
                asked);
    }

    /** Whether a chunk makes the artifact larger than it may be. */
    static boolean tooLarge(Answer.Chunk chunk, Held held, int maxBytes) {
        return chunk.bytes().length > MAX_CHUNK_BYTES
                || held.bytes() + chunk.bytes().length > maxBytes;
    }

    /** The chunks that are promised and not there. */
    static BitSet missing(Promise promise, Held held) {
        var missing = new BitSet();
        missing.set(0, promise.chunks());
        missing.andNot(held.numbers());
        return missing;
    }

    /** After chunks were found missing; a failure when they were asked for often enough. */
    static Command askAgain(Command command, Instant now) {
        return command.asked() >= MAX_ASKED
                ? failed(command, "chunks are missing", now)
                : promised(command, command.promise(), command.asked() + 1);
    }

    /** After all chunks came. */
    static Command whole(Command command, String sha256, Instant now) {
        return command.promise().filter(promise -> promise.sha256().equals(sha256)).isPresent()
                ? become(command, CommandState.DONE, now)
                : failed(command, "the sha256 is another one", now);
    }
}
