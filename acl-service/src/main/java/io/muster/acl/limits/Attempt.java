// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import io.muster.acl.policy.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door, by what can be known before any credential is looked at.
 *
 * @param network the address or, of IPv6, its 64-bit network, since whoever has one address there
 *     has all of them; null when the broker tells none, or none that can be read
 * @param username null when there is none
 */
public record Attempt(@Nullable IpAddress network, String clientId, @Nullable String username) {

    private static final int NETWORK_BITS = 64;

    /** The address as the broker tells it; nothing that a client sends is one. */
    public static Attempt of(@Nullable String ip, String clientId, @Nullable String username) {
        return new Attempt(ip == null ? null : network(ip), clientId, username);
    }

    private static @Nullable IpAddress network(String ip) {
        var address = IpAddress.parse(ip);
        return address == null || address.isV4() ? address : address.masked(NETWORK_BITS);
    }
}
