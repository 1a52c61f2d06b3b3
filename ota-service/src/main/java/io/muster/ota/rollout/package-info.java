// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of staged rollouts: jobs, waves, gates and what a rollout does next. Nothing here reads
 * a clock, a database or a network; time and facts come in as arguments.
 */
@NullMarked
package io.muster.ota.rollout;

import org.jspecify.annotations.NullMarked;
