// SPDX-License-Identifier: Apache-2.0
package io.muster.ota;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.production.Objection;
import io.muster.platform.production.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtaRulesTest {

    private static List<String> objections(Map<String, String> settings) {
        var source = new PropertiesConfigSource(settings, "test", 100);
        var config = new SmallRyeConfigBuilder().withSources(source).build();
        return new OtaRules().objections(new Settings(config)).map(Objection::setting).toList();
    }

    @Test
    void noneOfTheSecretsIsKnown() {
        var setting = "muster.ota.download-secret";
        assertThat(objections(Map.of())).containsExactly(setting);
        assertThat(objections(Map.of(setting, "only-for-development-0123456789abcdef")))
                .containsExactly(setting);
        assertThat(objections(Map.of(setting, "4rT,only-for-development-0123456789")))
                .containsExactly(setting);
        assertThat(objections(Map.of(setting, "4rT,7uz"))).isEmpty();
    }
}
