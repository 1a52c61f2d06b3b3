// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.shadow.store.ShadowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reader asks for.
 *
 * @param after the version it knows; nothing if it knows none
 * @param until when it may not read any more
 * @param patience for how long it may take nothing of what was sent
 */
record Following(ShadowKey key, OptionalLong after, Optional<Instant> until, Duration patience) {}
