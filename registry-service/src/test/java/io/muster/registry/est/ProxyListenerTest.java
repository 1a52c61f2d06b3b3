// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyListenerTest {

    @Test
    void withPinsTheListenerInsistsOnACertificate() {
        var options =
                options(
                        Map.of(
                                "muster.est.proxy.pins",
                                "AAAA",
                                "muster.est.proxy.host",
                                "0.0.0.0"));

        assertThat(options.isSsl()).isTrue();
        assertThat(options.getClientAuth()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(options.getTrustOptions()).isNotNull();
    }

    @Test
    void withoutPinsItIsForThisMachineOnly() {
        assertThat(options(Map.of()).isSsl()).isFalse();
        assertThatThrownBy(() -> options(Map.of("muster.est.proxy.host", "0.0.0.0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("muster.est.proxy.pins");
    }

    private static HttpServerOptions options(Map<String, String> settings) {
        var values = new HashMap<>(settings);
        values.put("muster.est.proxy.port", "8444");
        values.put("muster.est.certificate", "server.pem");
        values.put("muster.est.key", "server.key");
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(EstConfig.class)
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build()
                        .getConfigMapping(EstConfig.class);
        return ProxyListener.options(config, new PemKeyCertOptions());
    }
}
