// SPDX-License-Identifier: Apache-2.0
/**
 * How a shadow changes: every way to say what is wanted becomes one merge patch, which is merged,
 * weighed against the shadow's policy and its limits, and either applied whole or refused with a
 * reason. Total functions; the time and the limits come from the caller.
 */
@NullMarked
package io.muster.shadow.change;

import org.jspecify.annotations.NullMarked;
