// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is read back.
 *
 * @param link what the database holds
 * @param at when it was done; null when the body can't be read
 * @param entry what was done; null when the body can't be read, which no writer of ours makes so
 */
public record AuditRecord(AuditLink link, @Nullable Instant at, @Nullable AuditEntry entry) {}
