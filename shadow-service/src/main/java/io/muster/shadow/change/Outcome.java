// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.platform.schema.DocumentSchema.Fault;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import java.util.List;

/** What came of a change. Only the first three leave something to be stored. */
public sealed interface Outcome {

    /** There is a new version. */
    record Applied(Shadow before, ShadowDocument after) implements Outcome {}

    /** The version is the same; something about the shadow was noted. */
    record Noted(ShadowDocument after) implements Outcome {}

    /** The document was removed; the version is the one it had. */
    record Erased(long version, Absent after) implements Outcome {}

    /** Everything is as it was asked to be already, and that was to use up no version. */
    record Unchanged(Shadow shadow) implements Outcome {}

    /** A newer report came before this one; {@code repeated} when it is the newest once more. */
    record Stale(ShadowDocument document, boolean repeated) implements Outcome {}

    /** The shadow was not what the caller required. */
    record Conflict(Expectation unmet, long actual) implements Outcome {}

    /** There is no document to which that could be done. */
    record Missing() implements Outcome {}

    /**
     * The document would have grown beyond the limit.
     *
     * @param bySubtree what would have filled it, the largest first
     */
    record TooLarge(int bytes, List<SubtreeSize> bySubtree) implements Outcome {}

    /**
     * The document would have broken a schema.
     *
     * @param schema which one, as {@code default@3}
     */
    record Violated(String schema, List<Fault> faults) implements Outcome {}

    /** It can't be done to this document, or may not be. */
    record Refused(Refusal refusal) implements Outcome {}
}
