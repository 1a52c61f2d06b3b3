// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushedEventsTest {

    private static final String TOPIC = "d/t/dev1/up";
    private static final String ATTRIBUTES =
            "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/bridge\",\"type\":\"mqtt\"";

    private final PushedEvents events = new PushedEvents(new ObjectMapper());

    @Test
    void readsOneEventWithJsonData() {
        var event = "{%s,\"subject\":\"%s\",\"data\":{\"a\":1}}".formatted(ATTRIBUTES, TOPIC);

        assertThat(structured(event))
                .containsExactly(DeviceMessage.of(TOPIC, "{\"a\":1}".getBytes(UTF_8)));
    }

    @Test
    void prefersTheTopicExtensionToTheSubject() {
        var event = "{%s,\"subject\":\"dev1\",\"topic\":\"%s\"}".formatted(ATTRIBUTES, TOPIC);

        assertThat(structured(event)).containsExactly(DeviceMessage.of(TOPIC, new byte[0]));
    }

    @Test
    void readsBinaryDataAndText() {
        var binary =
                "{%s,\"subject\":\"%s\",\"data_base64\":\"AAEC\"}".formatted(ATTRIBUTES, TOPIC);
        var text =
                "{%s,\"subject\":\"%s\",\"datacontenttype\":\"text/plain\",\"data\":\"hi\"}"
                        .formatted(ATTRIBUTES, TOPIC);

        assertThat(structured(binary))
                .containsExactly(DeviceMessage.of(TOPIC, new byte[] {0, 1, 2}));
        assertThat(structured(text)).containsExactly(DeviceMessage.of(TOPIC, "hi".getBytes(UTF_8)));
    }

    @Test
    void readsABatchInOrder() {
        var event = "{%s,\"subject\":\"%s\",\"data\":%d}";
        var batch =
                "["
                        + event.formatted(ATTRIBUTES, TOPIC, 1)
                        + ","
                        + event.formatted(ATTRIBUTES, TOPIC, 2)
                        + "]";

        assertThat(read(Map.of("content-type", "application/cloudevents-batch+json"), batch))
                .extracting(DeviceMessage::text)
                .containsExactly("1", "2");
    }

    @Test
    void readsBinaryMode() {
        var headers =
                Map.of(
                        "content-type", "application/json",
                        "ce-specversion", "1.0",
                        "ce-id", "1",
                        "ce-source", "/bridge",
                        "ce-type", "mqtt",
                        "ce-subject", TOPIC);

        assertThat(read(headers, "{}"))
                .containsExactly(DeviceMessage.of(TOPIC, "{}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"a\"}",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"a\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"a/+\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"a\",\"data_base64\":\"?\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"a\",\"data_base64\":7}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"a\",\"data\":1,\"data_base64\":\"\"}"
            })
    void refusesWhatIsNotACloudEventForATopic(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> structured(body));
    }

    @Test
    void refusesARequestWithoutAnyEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("content-type", "application/json"), "{}"));
    }

    private List<DeviceMessage> structured(String body) {
        return read(Map.of("content-type", "application/cloudevents+json; charset=utf-8"), body);
    }

    private List<DeviceMessage> read(Map<String, String> headers, String body) {
        return events.read(headers::get, body.getBytes(UTF_8));
    }
}
