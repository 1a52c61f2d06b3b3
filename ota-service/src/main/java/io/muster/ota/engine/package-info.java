// SPDX-License-Identifier: Apache-2.0
/**
 * Carries out what the rules decide, each step in one transaction under the rollout's lock. What
 * devices, operators and time bring in comes through here, from whatever feature received it.
 */
@NullMarked
package io.muster.ota.engine;

import org.jspecify.annotations.NullMarked;
