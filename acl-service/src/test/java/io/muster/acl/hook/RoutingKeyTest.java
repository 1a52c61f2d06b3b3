// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingKeyTest {

    @ParameterizedTest
    @CsvSource({
        "d.default.dev-1.presence, d/default/dev-1/presence",
        "cmd.*.x.#, cmd/+/x/#",
        ".a, /a",
        "r.ü..x.y, r/ü//x/y",
    })
    void aRoutingKeyIsATopic(String key, String topic) {
        assertThat(RoutingKey.toMqtt(key)).contains(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a+b", "$share.g.a.b", "$share"})
    void whatNoMqttClientMeantIsNone(String key) {
        assertThat(RoutingKey.toMqtt(key)).isEmpty();
    }
}
