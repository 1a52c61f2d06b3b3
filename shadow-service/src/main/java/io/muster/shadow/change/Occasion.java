// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.shadow.document.ShadowLimits;
import java.time.Instant;

/**
 * What a change does not say itself.
 *
 * @param now read once, so that all of a change has one time
 * @param by who is noted as the writer, such as {@code device} or {@code user:anna}; keep it short,
 *     since it is stored with every member that is written
 */
public record Occasion(Instant now, String by, ShadowLimits limits) {}
