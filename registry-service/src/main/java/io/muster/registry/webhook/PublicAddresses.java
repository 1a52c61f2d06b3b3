// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.registry.enrollment.profile.Networks;
import io.muster.registry.enrollment.profile.Networks.Network;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * To which addresses we connect because a tenant says so: those of the public Internet, never to
 * our own networks or a cloud's metadata service, unless an operator of the installation allows
 * them.
 */
@Singleton
class PublicAddresses {

    /** Special-purpose addresses of IPv4 (RFC 6890), and groups. */
    private static final List<String> INNER_V4 =
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3");

    /** All of IPv6 that is given to sites today; what is outside is special. */
    private static final List<String> GLOBAL_V6 = List.of("2000::/3");

    /** What holds addresses of IPv4 in some way, is for documents or for nobody. */
    private static final List<String> INNER_V6 =
            List.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final int V4_BYTES = 4;

    // Not constants: a native executable carries no addresses.
    private final Networks innerV4 = networks(INNER_V4);
    private final Networks globalV6 = networks(GLOBAL_V6);
    private final Networks innerV6 = networks(INNER_V6);
    private final List<Network> allowed;

    @Inject
    PublicAddresses(WebhookConfig config) {
        this(config.allowedNetworks().orElse(List.of()));
    }

    PublicAddresses(List<String> allowed) {
        this.allowed = networks(allowed).list();
    }

    private static Networks networks(List<String> texts) {
        return new Networks(
                texts.stream()
                        .map(text ->
                                Network.parse(text)
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "muster.webhooks.allowed-networks: "
                                                                + text)))
                        .toList());
    }

    /** Whether we may connect to an address. An IPv4 address in the clothes of IPv6 is one. */
    boolean permits(InetAddress address) {
        var text = withoutZone(address);
        return isPublic(address, text)
                || (!allowed.isEmpty() && new Networks(allowed).contain(text));
    }

    private boolean isPublic(InetAddress address, String text) {
        return address.getAddress().length == V4_BYTES
                ? !innerV4.contain(text)
                : globalV6.contain(text) && !innerV6.contain(text);
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }

    /** All of these, or none: a name with one bad address is not for us. */
    boolean permitAll(InetAddress[] addresses) {
        return addresses.length > 0 && Arrays.stream(addresses).allMatch(this::permits);
    }
}
