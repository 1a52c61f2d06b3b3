// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.production.Objection;
import io.muster.platform.production.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AclRulesTest {

    private static final String SECRET = "0dk2-4hf9-22kd-8sha-hjk3";

    private static List<String> objections(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("muster.acl.brokers.edge.dialect", "emqx");
        all.put("muster.acl.token.address", "http://127.0.0.1:8090");
        var config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(AclConfig.class)
                        .withSources(new PropertiesConfigSource(all, "test", 100))
                        .build();
        return new AclRules(config.getConfigMapping(AclConfig.class))
                .objections(new Settings(config))
                .map(Objection::setting)
                .toList();
    }

    @Test
    void theControlMayHaveNoPassword() {
        assertThat(objections(Map.of("muster.acl.brokers.edge.hook-secret", SECRET))).isEmpty();
    }

    @Test
    void whatEverybodyKnowsIsNoSecret() {
        assertThat(
                        objections(
                                Map.of(
                                        "muster.acl.brokers.edge.hook-secret",
                                                "only-for-development-secret",
                                        "muster.acl.brokers.edge.control-password", "guest")))
                .containsExactly(
                        "muster.acl.brokers.\"edge\".hook-secret",
                        "muster.acl.brokers.\"edge\".control-password");
    }
}
