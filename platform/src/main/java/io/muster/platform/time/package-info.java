// SPDX-License-Identifier: Apache-2.0
/** The clock, to be injected wherever the present matters. */
@NullMarked
package io.muster.platform.time;

import org.jspecify.annotations.NullMarked;
