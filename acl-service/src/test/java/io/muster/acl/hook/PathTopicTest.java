// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTopicTest {

    @ParameterizedTest
    @CsvSource({
        "/,http/",
        "/a/b,http/a/b",
        "/a/b/,http/a/b/",
        "/a?b=/c/../d,http/a",
        "/caf%C3%A9/x%20y,http/café/x y",
        "/a.b/...,http/a.b/...",
        "/$SYS/x,http/$SYS/x",
    })
    void aPathIsATopicBelowHttp(String target, String topic) {
        assertThat(PathTopic.of(target)).contains(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "*",
                "http://host/a",
                "//a",
                "/a//b",
                "/a/./b",
                "/a/..",
                "/a/%2e%2E/b",
                "/a%2fb",
                "/a%5cb",
                "/a\\b",
                "/a%252fb",
                "/a;x=1/b",
                "/a+b",
                "/a%23b",
                "/a#b",
                "/a%00b",
                "/a%0ab",
                "/a%ff",
                "/a%zz",
                "/a%2",
                "/a%",
                "/%C0%AF",
            })
    void whatTwoServersCouldReadInTwoWaysIsNone(String target) {
        assertThat(PathTopic.of(target)).isEmpty();
    }

    @Test
    void anEndlessPathIsNone() {
        assertThat(PathTopic.of("/" + "a".repeat(5_000))).isEmpty();
    }
}
