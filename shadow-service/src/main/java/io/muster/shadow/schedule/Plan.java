// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A value that a member will get.
 *
 * @param value null to remove the member
 * @param ttl how long it stays from then; for good if absent
 */
public record Plan(JsonNode value, Instant at, Optional<Duration> ttl) {}
