// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.production.Objection;
import io.muster.platform.production.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaRulesTest {

    private static List<String> objections(Map<String, String> settings) {
        var source = new PropertiesConfigSource(settings, "test", 100);
        var config = new SmallRyeConfigBuilder().withSources(source).build();
        return new CaRules().objections(new Settings(config)).map(Objection::setting).toList();
    }

    @Test
    void theKeyHasAPasswordAndAPlace() {
        assertThat(objections(Map.of("muster.ca.keystore", CaConfig.KEYSTORE_FOR_DEVELOPMENT)))
                .containsExactly("muster.ca.password", "muster.ca.keystore");
        assertThat(
                        objections(
                                Map.of(
                                        "muster.ca.password", "changeit",
                                        "muster.ca.keystore", "/var/lib/muster/ca.p12")))
                .containsExactly("muster.ca.password");
        assertThat(
                        objections(
                                Map.of(
                                        "muster.ca.password", "b7-Lq2",
                                        "muster.ca.keystore", "/var/lib/muster/ca.p12")))
                .isEmpty();
    }
}
