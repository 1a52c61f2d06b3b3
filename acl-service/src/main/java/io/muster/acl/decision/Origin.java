// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import org.jspecify.annotations.Nullable;

/**
 * Where a connection comes from, as its broker tells it. What the broker does not tell is null, and
 * a condition about it is neither true nor false.
 *
 * @param ip the client's address as text; it is parsed where a condition asks, never resolved
 * @param listener the broker's name of its listener, such as {@code ssl:default}
 * @param protocol such as {@code mqtt5}
 * @param tls whether the connection is encrypted
 */
public record Origin(
        @Nullable String ip,
        @Nullable String listener,
        @Nullable String protocol,
        @Nullable Boolean tls) {

    /** Of a broker that tells nothing. */
    public static final Origin UNKNOWN = new Origin(null, null, null, null);

    /** Of a broker that tells only the address. */
    public static Origin at(@Nullable String ip) {
        return ip == null ? UNKNOWN : new Origin(ip, null, null, null);
    }
}
