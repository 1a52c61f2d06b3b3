// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.decision.Ask;
import io.muster.acl.trail.Decided;
import io.muster.acl.trail.Replay;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a change would have done to the decisions of late, as far as this replica made them.
 *
 * @param replayed how many were decided again
 * @param changed how many would have been other decisions
 * @param examples some of these, the latest first
 */
@Schema(name = "DecisionChanges")
public record DecisionChanges(int replayed, int changed, List<Example> examples) {

    private static final int EXAMPLES = 20;

    public DecisionChanges {
        examples = List.copyOf(examples);
    }

    /**
     * One decision that would have been another.
     *
     * @param topic null for connecting
     * @param candidate what it would have been: {@code allow} or {@code deny}
     */
    @Schema(name = "DecisionChange")
    public record Example(
            Instant at, String clientId, String action, @Nullable String topic, String candidate) {

        static Example of(Replay.Change change) {
            var decided = change.decided();
            return new Example(
                    decided.at(),
                    decided.clientId(),
                    decided.action().wireName(),
                    topic(decided),
                    change.candidate().allowed() ? "allow" : "deny");
        }

        private static @Nullable String topic(Decided decided) {
            Ask ask = decided.ask();
            return ask == null ? null : ask.target();
        }
    }

    static DecisionChanges of(Replay replay) {
        var changed = replay.changed();
        return new DecisionChanges(
                replay.replayed(),
                changed.size(),
                changed.stream().limit(EXAMPLES).map(Example::of).toList());
    }
}
