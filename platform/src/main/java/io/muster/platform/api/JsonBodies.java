// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bodies that are looked at as trees first, such as patches, and what they mean as values. */
@ApplicationScoped
public class JsonBodies {

    private static final int DEEPEST = 32;

    /** Two members of one name are read differently by different readers: refused. */
    private static final JsonMapper TREES =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final ObjectMapper json;

    JsonBodies(ObjectMapper json) {
        this.json = json;
    }

    /** The object that the bytes are; a 400 problem when they are none. */
    public ObjectNode object(byte @Nullable [] body) {
        try {
            if (body != null && TREES.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw Problems.invalid(
                    "The body is not JSON, is nested deeper than "
                            + DEEPEST
                            + ", or has a member twice.");
        }
        throw Problems.invalid("The body must be a JSON object.");
    }

    /** The value that a tree means; a 400 problem says what is wrong with it. */
    public <T> T value(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException unknown) {
            throw Problems.invalid("There is no member " + unknown.getPropertyName() + ".");
        } catch (ValueInstantiationException refused) {
            throw refusal(refused.getCause());
        } catch (JsonProcessingException other) {
            throw Problems.invalid("A member is not of the type that it must be.");
        }
    }

    private static ProblemException refusal(@Nullable Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> problem;
            case IllegalArgumentException rule when rule.getMessage() != null ->
                    Problems.invalid(rule.getMessage());
            case null, default -> Problems.invalid("A member is not what it must be.");
        };
    }

    /** The object that text of our own is. */
    public ObjectNode parsed(String text) {
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A value as a tree. */
    public ObjectNode tree(Object value) {
        return json.valueToTree(value);
    }

    /** A value as text. */
    public String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of ours is always JSON", e);
        }
    }
}
