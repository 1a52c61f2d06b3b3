// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.hook.HookBody.Nothing;
import io.muster.acl.hook.HookBody.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookBodyTest {

    private static HookBody read(@Nullable String type, String text) {
        return HookBody.read(type, text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static HookBody withoutPayload(String text) {
        return HookBody.read("application/json", text.getBytes(StandardCharsets.UTF_8), "payload");
    }

    @Test
    void theTypeSaysHowABodyIsRead() {
        assertThat(read("application/json; charset=utf-8", "{\"a\":1}").fields())
                .contains(Map.of("a", "1"));
        assertThat(read("application/x-www-form-urlencoded", "a=1").fields())
                .contains(Map.of("a", "1"));
        assertThat(read("application/json", "a=1")).isEqualTo(new Unreadable(Trouble.MALFORMED));
        assertThat(read("text/plain", "a=1")).isEqualTo(new Unreadable(Trouble.OTHER_TYPE));
        assertThat(read(null, "a=1")).isEqualTo(new Unreadable(Trouble.OTHER_TYPE));
    }

    @Test
    void nothingIsNothingOfAnyType() {
        assertThat(read(null, "")).isEqualTo(new Nothing());
        assertThat(read("application/json", "").fields()).isEmpty();
    }

    @Test
    void jsonThatIsNoObjectHasNoFields() {
        assertThat(read("application/json", "null").fields()).isEmpty();
        assertThat(read("application/json", "[]").object()).isEmpty();
    }

    @Test
    void aPayloadIsPassedOverHoweverLongItIs() {
        var json = "{\"topic\":\"t\",\"payload\":\"" + "x".repeat(900_000) + "\",\"qos\":1}";

        assertThat(withoutPayload(json).fields()).contains(Map.of("topic", "t", "qos", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"t\",\"topic\":\"u\"}",
                "{\"payload\":\"x\",\"payload\":\"y\"}",
                "{\"topic\":\"t\"}{}",
                "{\"topic\":\"t\",\"payload\":\"x",
                "{\"payload\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}",
            })
    void whatStrictReadingRefusesIsRefusedWithAPayloadToo(String json) {
        assertThat(withoutPayload(json)).isEqualTo(new Unreadable(Trouble.MALFORMED));
    }
}
