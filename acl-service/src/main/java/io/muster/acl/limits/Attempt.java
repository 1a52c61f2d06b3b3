// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import io.muster.acl.policy.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door, by what can be known before any credential is looked at.
 *
 * @param network the address or, of IPv6, its 64-bit network, since whoever has one address there
 *     has all of them; null when the broker tells none, or none that can be read
 * @param clientId null when it tells none
 * @param username null when there is none
 */
public record Attempt(
        @Nullable IpAddress network, @Nullable String clientId, @Nullable String username) {

    /** No longer one is let in, so that there is nothing to guess about it, nor to remember. */
    private static final int MAX_NAME = 256;

    private static final int NETWORK_BITS = 64;

    /** The address as the broker tells it; nothing that a client sends is one. */
    public static Attempt of(
            @Nullable String ip, @Nullable String clientId, @Nullable String username) {
        return new Attempt(ip == null ? null : network(ip), name(clientId), name(username));
    }

    private static @Nullable String name(@Nullable String name) {
        return name == null || name.length() > MAX_NAME ? null : name;
    }

    private static @Nullable IpAddress network(String ip) {
        var address = IpAddress.parse(ip);
        return address == null || address.isV4() ? address : address.masked(NETWORK_BITS);
    }
}
