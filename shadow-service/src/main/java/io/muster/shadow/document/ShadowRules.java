// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import java.time.Instant;

/** How a shadow changes. */
public final class ShadowRules {

    private ShadowRules() {}

    /**
     * Applies one change. Every accepted change uses up exactly one version, also one that changes
     * nothing; a refused one uses up none.
     */
    public static Outcome apply(
            Shadow shadow, Change change, Expectation expected, ShadowLimits limits, Instant now) {
        if (!expected.holdsFor(shadow)) {
            return new Outcome.Conflict(shadow.version());
        }
        return switch (change) {
            case Change.Merge(var patch) -> merge(shadow, patch, limits, now);
            case Change.Erase() -> erase(shadow);
        };
    }

    private static Outcome merge(
            Shadow shadow, StatePatch patch, ShadowLimits limits, Instant now) {
        var base = base(shadow, now);
        var next = base.patched(patch, now);
        int bytes = next.bytes();
        // A document that a lowered limit made too large may still shrink.
        return bytes > limits.documentBytes() && bytes > base.bytes()
                ? new Outcome.TooLarge(bytes)
                : new Outcome.Applied(shadow, next);
    }

    private static ShadowDocument base(Shadow shadow, Instant now) {
        return switch (shadow) {
            case ShadowDocument document -> document;
            case Absent(long last) ->
                    new ShadowDocument(last, Section.empty(), Section.empty(), now, now);
        };
    }

    private static Outcome erase(Shadow shadow) {
        return switch (shadow) {
            case ShadowDocument document ->
                    new Outcome.Erased(document.version(), new Absent(document.version() + 1));
            case Absent _ -> new Outcome.Missing();
        };
    }
}
