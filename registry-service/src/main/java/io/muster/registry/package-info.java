// SPDX-License-Identifier: Apache-2.0
/**
 * The registry of devices: who they are, which certificates they hold, and whether they are
 * connected. It enrolls devices over EST and tells the other services what changed.
 */
@NullMarked
package io.muster.registry;

import org.jspecify.annotations.NullMarked;
