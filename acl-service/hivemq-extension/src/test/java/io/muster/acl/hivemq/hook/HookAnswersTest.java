// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.hivemq.hook.ConnectDecision.Allowed;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HookAnswersTest {

    private final HookAnswers answers = new HookAnswers();

    @Test
    void aSessionMayHoldTheClaimsOfAToken() throws Exception {
        var session = "s".repeat(8_192);

        assertThat(answers.connect(allow(session))).isEqualTo(new Allowed(session, null, null));
    }

    @Test
    void aSessionThatHiveMqCouldNotKeepIsAFailureThatTheLogTells() {
        assertThatThrownBy(() -> answers.connect(allow("s".repeat(8_193))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too long");
    }

    private static byte[] allow(String session) {
        return "{\"decision\":\"allow\",\"session\":\"%s\"}".formatted(session).getBytes(UTF_8);
    }
}
