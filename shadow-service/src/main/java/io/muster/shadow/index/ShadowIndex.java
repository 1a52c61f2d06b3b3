// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.index;

import java.time.Instant;

/**
 * A path by which a tenant searches.
 *
 * @param id never used again, not even for the same path
 */
public record ShadowIndex(long id, IndexPath path, State state, Instant createdAt) {

    /** Whether it can be asked. */
    public enum State {
        /** What is written is in it, what was there before may not be yet. */
        BUILDING,
        /** It has the values of all shadows. */
        READY,
        /** Nobody writes to it any more; what it has is deleted. */
        DROPPING
    }
}
