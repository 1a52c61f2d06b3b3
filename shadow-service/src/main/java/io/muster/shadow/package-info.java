// SPDX-License-Identifier: Apache-2.0
/** The shadow service: what is wanted of each device, what it says of itself, and what differs. */
@NullMarked
package io.muster.shadow;

import org.jspecify.annotations.NullMarked;
