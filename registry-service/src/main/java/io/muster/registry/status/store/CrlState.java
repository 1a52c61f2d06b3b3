// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import java.time.Instant;

/**
 * How far a revocation list is.
 *
 * @param number of the newest list, 0 before the first
 * @param reference the number of the complete list that deltas are against
 * @param referenceAt when that one was made
 * @param due whether the list is to be made anew, changes or not
 */
public record CrlState(long number, long reference, Instant referenceAt, boolean due) {}
