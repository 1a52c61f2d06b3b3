// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

/** What came of a change. Everything but the first two leaves the shadow as it was. */
public sealed interface Outcome {

    /** The patch was merged. */
    record Applied(Shadow before, ShadowDocument after) implements Outcome {}

    /** The document was removed; the version is the one it had. */
    record Erased(long version, Absent after) implements Outcome {}

    /** The shadow was not what the caller required. */
    record Conflict(long actual) implements Outcome {}

    /** There is no document to remove. */
    record Missing() implements Outcome {}

    /** The document would have grown beyond the limit. */
    record TooLarge(int bytes) implements Outcome {}
}
