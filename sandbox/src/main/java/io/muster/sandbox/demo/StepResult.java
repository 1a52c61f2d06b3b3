// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

/**
 * How a step went.
 *
 * @param observed what was seen, or what was not
 * @param ms how long it took
 */
record StepResult(String step, boolean ok, String observed, long ms) {}
