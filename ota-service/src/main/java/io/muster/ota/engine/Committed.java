// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

/** Something about rollouts was committed: whoever advances or publishes may look at once. */
public record Committed() {}
