// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

/** What a caller wants done to one shadow. */
public sealed interface Change {

    /** Merge a patch, creating the shadow if need be. */
    record Merge(StatePatch patch) implements Change {}

    /** Remove the shadow, leaving only the number of its last version. */
    record Erase() implements Change {}
}
