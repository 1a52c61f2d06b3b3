// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.broker.RabbitMqConnections.ConnectionPage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitMqPollTest {

    @Test
    void aListThatIsTooLongToReadSaysOfNobodyThatHeIsGone() {
        var whole = new ConnectionPage(List.of(), 400);
        var cut = new ConnectionPage(List.of(), 401);

        assertThat(RabbitMqPoll.readable(whole)).isEqualTo(whole);
        assertThatThrownBy(() -> RabbitMqPoll.readable(cut)).hasMessageContaining("200000");
    }
}
