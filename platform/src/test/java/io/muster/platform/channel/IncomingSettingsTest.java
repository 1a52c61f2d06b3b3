// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.platform.topic.TopicName;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncomingSettingsTest {

    private static final MqttEndpoint ENDPOINT =
            new MqttEndpoint(
                    "localhost", 1883, Optional.empty(), "svc-up", false, 10, 1_024, false);

    @Test
    void refusesQosTwoWhichDoesNotSurviveACrash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(2, "d/+/+/up"))
                .withMessageContaining("QoS 2");
    }

    @Test
    void refusesAMalformedFilter() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, "d/#/up"));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, "$share/d"));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, ""));
    }

    @Test
    void aloneItSubscribesWithoutTheGroup() {
        var settings = settings(1, "$share/svc/d/+/+/up", "events/+/registry/#");

        assertThat(settings.alone().filters())
                .containsExactlyInAnyOrder("d/+/+/up", "events/+/registry/#");
    }

    @Test
    void knowsWhichTopicsTheBrokerWouldDeliver() {
        var settings =
                settings(1, "$share/shadow-service/d/+/+/shadow/+/get", "events/+/registry/#");

        assertThat(settings.covers(TopicName.of("d/t/dev1/shadow/default/get"))).isTrue();
        assertThat(settings.covers(TopicName.of("events/t/registry/device.created"))).isTrue();
        assertThat(settings.covers(TopicName.of("d/t/dev1/shadow/default/delta"))).isFalse();
    }

    private static IncomingSettings settings(int qos, String... filters) {
        return new IncomingSettings(ENDPOINT, Set.of(filters), qos, 1, 10);
    }
}
