// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:db8::1",
                "2001:0::1",
                "fec0::1"
            })
    void innerAddressesAreNotForWebhooks(String address) {
        assertThat(addresses(Map.of()).permits(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700:4700::1111"})
    void publicOnesAre(String address) {
        assertThat(addresses(Map.of()).permits(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aNameWithOneInnerAddressIsNot() {
        var mixed =
                new InetAddress[] {
                    InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1")
                };

        assertThat(addresses(Map.of()).permitAll(mixed)).isFalse();
        assertThat(addresses(Map.of()).permitAll(new InetAddress[0])).isFalse();
    }

    @Test
    void anOperatorMayAllowANetwork() {
        var allowing = addresses(Map.of("muster.webhooks.allowed-networks", "10.1.0.0/16"));

        assertThat(allowing.permits(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(allowing.permits(InetAddress.ofLiteral("10.2.0.1"))).isFalse();
        assertThat(allowing.permits(InetAddress.ofLiteral("1.1.1.1"))).isTrue();
    }

    private static PublicAddresses addresses(Map<String, String> settings) {
        return new PublicAddresses(
                Optional.ofNullable(settings.get("muster.webhooks.allowed-networks"))
                        .map(List::of)
                        .orElse(List.of()));
    }
}
