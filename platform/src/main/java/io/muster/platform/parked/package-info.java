// SPDX-License-Identifier: Apache-2.0
/** Messages that can never be processed, kept for whoever looks for the reason. */
@NullMarked
package io.muster.platform.parked;

import org.jspecify.annotations.NullMarked;
