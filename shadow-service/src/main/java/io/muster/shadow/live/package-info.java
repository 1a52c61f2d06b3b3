// SPDX-License-Identifier: Apache-2.0
/**
 * Streams of what becomes of single shadows. What is told is always read from the history, from one
 * version to the next; commits and a look at the versions only say that there is something to read.
 */
@NullMarked
package io.muster.shadow.live;

import org.jspecify.annotations.NullMarked;
