// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicGrammarTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a/+", "#", "a+b", "a\0b", "a/\ud800"})
    void malformedTopicsAreRefused(String text) {
        assertThat(TopicName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a//b", " ", "$SYS/x", "ü/\uD83D\uDE00", "a\tb"})
    void unusualTopicsAreTopics(String text) {
        assertThat(TopicName.parse(text)).map(TopicName::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a#", "#/a", "a/#/b", "a/b+", "+a/b", "$share/g/a", "$share", "a\0"})
    void malformedFiltersAreRefused(String text) {
        assertThat(TopicFilter.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$share",
                "$share/g",
                "$share/g/",
                "$share//a",
                "$share/+/a",
                "$share/g#/a",
                "$share/g/$share/h/a",
                "$share/g/a#",
                "a/b",
                "$SHARE/g/a"
            })
    void malformedSharesAreRefused(String text) {
        assertThat(SharedFilter.parse(text)).isEmpty();
    }

    @Test
    void aShareIsItsGroupAndItsFilter() {
        var shared = SharedFilter.parse("$share/g/a/+/#");

        assertThat(shared).contains(new SharedFilter("g", TopicFilter.of("a/+/#")));
        assertThat(shared.orElseThrow()).hasToString("$share/g/a/+/#");
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(TopicName.parse("x".repeat(1024))).isPresent();
        assertThat(TopicName.parse("x".repeat(1025))).isEmpty();
        assertThat(TopicName.parse("ü".repeat(512))).isPresent();
        assertThat(TopicName.parse("ü".repeat(513))).isEmpty();
    }

    @Test
    void levelsAreBounded() {
        assertThat(TopicName.parse("/".repeat(127))).isPresent();
        assertThat(TopicName.parse("/".repeat(128))).isEmpty();
    }

    @Property
    void parsingNeverThrowsAndKeepsTheText(@ForAll String text) {
        TopicName.parse(text)
                .ifPresent(it -> assertThat(String.join("/", it.levels())).isEqualTo(text));
        TopicFilter.parse(text).ifPresent(it -> assertThat(it.value()).isEqualTo(text));
        SharedFilter.parse(text).ifPresent(it -> assertThat(it).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a_b", "a.b", "a/b", "ä", "a\n"})
    void malformedTenantsAreRefused(String text) {
        assertThat(TenantId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new TenantId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a/b", "a+", "a b", "ä", "a\n", "$a"})
    void malformedDevicesAreRefused(String text) {
        assertThat(DeviceId.parse(text)).isEmpty();
    }

    @Test
    void aDeviceTopicIsReadAndWritten() {
        var topic = DeviceTopic.parse("d/default/dev-1/shadow/a/get").orElseThrow();

        assertThat(topic.tenant()).isEqualTo(new TenantId("default"));
        assertThat(topic.device()).isEqualTo(new DeviceId("dev-1"));
        assertThat(topic.rest()).isEqualTo(List.of("shadow", "a", "get"));
        assertThat(topic.with("shadow", "a", "get", "accepted"))
                .isEqualTo("d/default/dev-1/shadow/a/get/accepted");
        assertThat(topic).hasToString("d/default/dev-1/shadow/a/get");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d/default/dev-1",
                "d/Default/dev-1/x",
                "d/default/.d/x",
                "x/default/dev-1/x",
                "d//dev-1/x"
            })
    void whatIsNotBelowADeviceIsNotADeviceTopic(String text) {
        assertThat(DeviceTopic.parse(text)).isEmpty();
    }

    @Test
    void anEventTopicIsReadAndWritten() {
        var topic = EventTopic.parse("events/default/registry/device.created").orElseThrow();

        assertThat(topic)
                .isEqualTo(new EventTopic(new TenantId("default"), "registry", "device.created"));
        assertThat(topic).hasToString("events/default/registry/device.created");
        assertThat(EventTopic.parse("events/default/registry/device/created")).contains(topic);
        assertThat(EventTopic.parse("events/default/registry")).isEmpty();
        assertThat(EventTopic.parse("events/default//x")).isEmpty();
    }
}
