// SPDX-License-Identifier: Apache-2.0
/** The small messages by which devices say that they still live, and how they are. */
@NullMarked
package io.muster.registry.heartbeat;

import org.jspecify.annotations.NullMarked;
