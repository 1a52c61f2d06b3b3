// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.sql;

/**
 * The database could not be asked, or kept losing us races: nothing is known to be wrong with the
 * request. HTTP answers 503; a channel leaves its message unacknowledged and tries again. After a
 * lost connection the transaction may have been committed all the same, so whoever tries again
 * relies on versions or idempotency keys.
 */
public final class StoreUnavailable extends RuntimeException {

    StoreUnavailable(Throwable cause) {
        super("the database is not available", cause);
    }

    /**
     * Whether there is only too much to do: all connections were in use for longer than anybody
     * waits for one.
     */
    public boolean isCrowded() {
        return SqlFailure.crowded(getCause());
    }
}
