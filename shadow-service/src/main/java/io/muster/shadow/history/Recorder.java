// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.history.PastVersion.Kind;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.MergeDiff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each change what is kept of it. The whole document is kept as well when that many
 * versions have passed, when it is the first change of a day, so that what is forgotten by age is
 * needed by nothing that is younger by a day, when numbers were left out, and when the patch would
 * not make it again exactly.
 *
 * @param since from when versions are recorded: what a shadow was before may not be known
 */
public record Recorder(Instant since) {

    /** At most so many versions are read to make one again. */
    public static final int INTERVAL = 64;

    /** How much longer a version is kept than it is promised, for those that build on it. */
    public static final Duration PERIOD = Duration.ofDays(1);

    /** What is kept of a change. */
    public PastVersion record(Shadow before, Shadow after, Instant at, String by) {
        return switch (after) {
            case Absent(var version) ->
                    new PastVersion(version, Kind.DELETED, at, by, Json.object(), null);
            case ShadowDocument next ->
                    switch (before) {
                        case Absent _ -> created(next, at, by);
                        case ShadowDocument previous -> changed(previous, next, at, by);
                    };
        };
    }

    private static PastVersion created(ShadowDocument next, Instant at, String by) {
        var patch = MergeDiff.between(Replay.nothing(), Replay.sections(next));
        return new PastVersion(next.version(), Kind.CREATED, at, by, patch, null);
    }

    private PastVersion changed(
            ShadowDocument previous, ShadowDocument next, Instant at, String by) {
        var from = Replay.sections(previous);
        var to = Replay.sections(next);
        var patch = MergeDiff.between(from, to);
        boolean whole =
                next.version() % INTERVAL == 0
                        || next.version() != previous.version() + 1
                        || previous.updatedAt().isBefore(since)
                        || period(previous.updatedAt()) != period(at)
                        || !exact(from, patch, to);
        @Nullable ObjectNode snapshot = whole ? to : null;
        return new PastVersion(next.version(), Kind.CHANGED, at, by, patch, snapshot);
    }

    private static long period(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), PERIOD.toSeconds());
    }

    /** A patch can't say in which order members stand. */
    private static boolean exact(ObjectNode from, ObjectNode patch, ObjectNode to) {
        return Json.identical(Replay.patched(from, patch), to);
    }
}
