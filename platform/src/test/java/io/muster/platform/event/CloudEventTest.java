// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventTest {

    private static final CloudEvent EVENT =
            new CloudEvent(
                    "0b0e7a43-6cb0-4d4c-8f21-8d2f46e0a6a1",
                    "/registry",
                    "device.created",
                    "dev-1",
                    new TenantId("default"),
                    42,
                    Instant.parse("2026-01-02T03:04:05.678Z"),
                    JsonNodeFactory.instance.objectNode().put("device", "dev-1"));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(CloudEvent.parse(EVENT.toBytes())).isEqualTo(EVENT);
    }

    @Test
    void theDigitsOfTheSequenceMayBePutInLater() {
        var text = EVENT.unnumbered() + 43 + CloudEvent.NUMBERED;

        assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(EVENT.numbered(43).toBytes());
        assertThat(CloudEvent.parse(EVENT.numbered(43).toBytes()).sequence()).isEqualTo(43);
    }

    @Test
    void theSequenceIsAString() throws IOException {
        var json = new ObjectMapper().readTree(EVENT.toBytes());

        assertThat(json.path("sequence").textValue()).isEqualTo("42");
        assertThat(json.path("specversion").textValue()).isEqualTo("1.0");
        assertThat(json.path("time").textValue()).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @ParameterizedTest
    @CsvSource({
        "specversion, 0.3",
        "id, ''",
        "source, ''",
        "type, ''",
        "subject, ''",
        "tenant, A/B",
        "tenant, ''",
        "sequence, 0",
        "sequence, -1",
        "sequence, 1.5",
        "sequence, 99999999999999999999",
        "time, yesterday",
        "data, text"
    })
    void aMalformedAttributeIsNamed(String attribute, String value) throws IOException {
        var json = (ObjectNode) new ObjectMapper().readTree(EVENT.toBytes());
        json.put(attribute, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudEvent.parse(json.toString().getBytes(UTF_8)))
                .withMessage("the event's " + attribute + " is missing or malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "id",
        "source",
        "type",
        "subject",
        "tenant",
        "sequence",
        "time",
        "data",
        "specversion"
    })
    void aMissingAttributeIsNamed(String attribute) throws IOException {
        var json = (ObjectNode) new ObjectMapper().readTree(EVENT.toBytes());
        json.remove(attribute);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudEvent.parse(json.toString().getBytes(UTF_8)))
                .withMessageContaining(attribute);
    }

    @Property
    void garbageIsRefusedAndNothingElse(@ForAll byte[] bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> CloudEvent.parse(bytes));
    }
}
