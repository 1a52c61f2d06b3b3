// SPDX-License-Identifier: Apache-2.0
/** Channels as a service uses them, on a real broker. */
@NullMarked
package io.muster.platform.channel;

import org.jspecify.annotations.NullMarked;
