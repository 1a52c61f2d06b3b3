// SPDX-License-Identifier: Apache-2.0
/**
 * Reading the snapshots that services give of what they own: NDJSON, streamed, whole or not at all.
 */
@NullMarked
package io.muster.platform.snapshot;

import org.jspecify.annotations.NullMarked;
