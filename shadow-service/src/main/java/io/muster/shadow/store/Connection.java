// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the registry's events tell of a device's connection.
 *
 * @param since when that began; null where it was not told
 * @param reason why, in the registry's words; null where it was not told
 */
public record Connection(Contact contact, @Nullable Instant since, @Nullable String reason) {

    /** Of a device of which nothing was told. */
    public static final Connection UNKNOWN = new Connection(Contact.UNKNOWN, null, null);
}
