// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.http.Caller;
import io.muster.ota.rollout.RolloutState;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What an operator wants of a rollout.
 *
 * @param expected the revision the operator has seen; empty for any
 */
record Command(Caller caller, UUID rollout, RolloutState.Command verb, OptionalLong expected) {}
