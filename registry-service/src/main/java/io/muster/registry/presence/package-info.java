// SPDX-License-Identifier: Apache-2.0
/** Whether a device is connected, told by its birth messages, Wills, heartbeats and silence. */
@NullMarked
package io.muster.registry.presence;

import org.jspecify.annotations.NullMarked;
