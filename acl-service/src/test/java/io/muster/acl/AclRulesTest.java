// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.production.Objection;
import io.muster.platform.production.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AclRulesTest {

    private static List<String> objections(Map<String, String> settings) {
        var source = new PropertiesConfigSource(settings, "test", 100);
        var config = new SmallRyeConfigBuilder().withSources(source).build();
        return new AclRules().objections(new Settings(config)).map(Objection::setting).toList();
    }

    @Test
    void theHookNeedsASecretAndTheControlMayHaveNone() {
        assertThat(objections(Map.of())).containsExactly("muster.acl.hook-secret");
        assertThat(objections(Map.of("muster.acl.hook-secret", "0dk2-4hf9-22kd-8sha"))).isEmpty();
    }

    @Test
    void whatEveryBrokerComesWithIsNoPassword() {
        assertThat(
                        objections(
                                Map.of(
                                        "muster.acl.hook-secret", "0dk2-4hf9-22kd-8sha",
                                        "muster.acl.broker.control-password", "guest")))
                .containsExactly("muster.acl.broker.control-password");
    }
}
