// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.broker.Broker;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerWiringTest {

    @Test
    void namesInCertificatesNeedATenant() {
        assertThatThrownBy(() -> broker(Map.of("certificate-login", "true")))
                .hasMessageContaining("muster.acl.broker.tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "a.b", "a:b"})
    void aVirtualHostMustNotBeTheBeginningOfADevicesName(String vhost) {
        assertThatThrownBy(() ->
                        broker(
                                Map.of(
                                        "certificate-login", "true",
                                        "tenant", "default",
                                        "vhost", vhost)))
                .hasMessageContaining("muster.acl.broker.vhost");
        assertThat(broker(Map.of("vhost", vhost)).rabbit().vhost()).isEqualTo(vhost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/production"})
    void aSlashIsInNoDevicesName(String vhost) {
        var broker =
                broker(Map.of("certificate-login", "true", "tenant", "default", "vhost", vhost));

        assertThat(broker.rabbit().certificateLogin()).isTrue();
    }

    private static Broker broker(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("muster.acl.broker." + name, value));
        all.put("muster.acl.hook-secret", "0123456789abcdef");
        all.put("muster.acl.token.address", "http://127.0.0.1:8090");
        var config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(AclConfig.class)
                        .withDefaultValues(all)
                        .build();
        return new BrokerWiring(config.getConfigMapping(AclConfig.class)).broker();
    }
}
