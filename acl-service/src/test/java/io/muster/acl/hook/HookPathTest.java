// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.broker.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookPathTest {

    @Test
    void theDialectIsRecognisedWhateverTheRest() {
        assertThat(HookPath.parse("/hooks/b/emqx/authn"))
                .contains(new HookPath("b", Dialect.EMQX, null, "authn"));
        assertThat(HookPath.parse("/hooks/b/emqx"))
                .contains(new HookPath("b", Dialect.EMQX, null, null));
        assertThat(HookPath.parse("/hooks/b/emqx/authn/x"))
                .contains(new HookPath("b", Dialect.EMQX, null, "authn/x"));
        assertThat(HookPath.parse("/hooks/b/s3cret/rabbitmq/user"))
                .contains(new HookPath("b", Dialect.RABBITMQ, "s3cret", "user"));
        assertThat(HookPath.parse("/hooks/b/rabbitmq/user"))
                .contains(new HookPath("b", Dialect.RABBITMQ, null, "user"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hooks/",
                "/hooks",
                "/hooks/b",
                "/hooks/b/x/y",
                "/hooks/b/s/t/emqx/authn",
                "/other"
            })
    void aPathWithoutADialectIsNobodys(String path) {
        assertThat(HookPath.parse(path)).isEmpty();
    }

    @Test
    void theSecretIsNeverShown() {
        assertThat(HookPath.parse("/hooks/b/s3cret/rabbitmq/user").orElseThrow())
                .asString()
                .doesNotContain("s3cret");
    }
}
