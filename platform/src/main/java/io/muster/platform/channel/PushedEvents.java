// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.topic.TopicName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 from an HTTP request, in any of the three content modes, as the messages
 * that they carry. The topic is the extension {@code topic}, or else the subject.
 */
final class PushedEvents {

    private static final String SINGLE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final List<String> REQUIRED = List.of("id", "source", "type");

    private final ObjectMapper json;

    PushedEvents(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The messages of the request, in order.
     *
     * @throws IllegalArgumentException when it is not of CloudEvents; the message is fit to be
     *     shown to the caller and quotes nothing
     */
    List<DeviceMessage> read(Function<String, @Nullable String> header, byte[] body) {
        var type = Optional.ofNullable(header.apply("content-type")).orElse("");
        if (type.startsWith(BATCH)) {
            return batch(tree(body));
        }
        return List.of(type.startsWith(SINGLE) ? structured(tree(body)) : binary(header, body));
    }

    private List<DeviceMessage> batch(JsonNode events) {
        require(events.isArray(), "A batch is a JSON array.");
        var messages = new ArrayList<DeviceMessage>();
        events.forEach(event -> messages.add(structured(event)));
        return messages;
    }

    private DeviceMessage structured(JsonNode event) {
        require(event.isObject(), "An event is a JSON object.");
        require("1.0".equals(text(event, "specversion")), "The specversion is not 1.0.");
        REQUIRED.forEach(
                name -> require(text(event, name) != null, "The " + name + " is missing."));
        return message(text(event, "topic"), text(event, "subject"), data(event));
    }

    private byte[] data(JsonNode event) {
        var encoded = event.get("data_base64");
        var plain = event.get("data");
        require(encoded == null || plain == null, "There is both data and data_base64.");
        try {
            if (encoded != null) {
                require(encoded.isTextual(), "The data_base64 is not Base64.");
                return encoded.binaryValue();
            }
            return plain == null ? new byte[0] : bytes(event, plain);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("The data_base64 is not Base64.", malformed);
        }
    }

    /** Text is itself where the event says that its data is not JSON. */
    private byte[] bytes(JsonNode event, JsonNode data) throws JsonProcessingException {
        var type = Optional.ofNullable(text(event, "datacontenttype")).orElse("application/json");
        return data.isTextual() && !type.contains("json")
                ? data.textValue().getBytes(StandardCharsets.UTF_8)
                : json.writeValueAsBytes(data);
    }

    private static DeviceMessage binary(Function<String, @Nullable String> header, byte[] body) {
        require("1.0".equals(header.apply("ce-specversion")), "This is not a CloudEvent.");
        REQUIRED.forEach(name ->
                require(header.apply("ce-" + name) != null, "The " + name + " is missing."));
        return message(header.apply("ce-topic"), header.apply("ce-subject"), body);
    }

    private static DeviceMessage message(
            @Nullable String extension, @Nullable String subject, byte[] payload) {
        return Optional.ofNullable(extension)
                .or(() -> Optional.ofNullable(subject))
                .flatMap(TopicName::parse)
                .map(topic -> DeviceMessage.of(topic.value(), payload))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "Neither topic nor subject is an MQTT topic."));
    }

    private JsonNode tree(byte[] body) {
        try {
            return Optional.ofNullable(json.readTree(body))
                    .orElseThrow(() -> new IllegalArgumentException("The body is empty."));
        } catch (IOException malformed) {
            throw new IllegalArgumentException("The body is not JSON.", malformed);
        }
    }

    private static @Nullable String text(JsonNode event, String name) {
        var value = event.get(name);
        return value == null || !value.isTextual() || value.textValue().isEmpty()
                ? null
                : value.textValue();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
