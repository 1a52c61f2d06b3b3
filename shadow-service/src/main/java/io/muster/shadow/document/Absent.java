// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

/**
 * No document. The number that the last delete used up is remembered, so that a version never comes
 * back with other content; zero when there never was a document.
 */
public record Absent(long version) implements Shadow {

    /** Nothing was ever stored under the name. */
    public static final Absent NEVER = new Absent(0);
}
