// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that may come from an adversary: a member that occurs twice means different things to
 * different readers, text after the value was perhaps meant for somebody else, and deep nesting is
 * meant for our stack. All three are refused.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 16;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(40)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}

    /** The value; empty when the bytes are not exactly one. */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return value(MAPPER.readTree(bytes));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** The same without one member, wherever it is, which is passed over and not kept. */
    public static Optional<JsonNode> parseWithout(String member, byte[] bytes) {
        try (var whole = MAPPER.createParser(bytes)) {
            var part =
                    new FilteringParserDelegate(
                            whole, new Without(member), Inclusion.INCLUDE_ALL_AND_PATH, true);
            var read = MAPPER.readValue(part, JsonNode.class);
            return whole.nextToken() == null ? value(read) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> value(@Nullable JsonNode read) {
        return Optional.ofNullable(read).filter(node -> !node.isMissingNode());
    }

    private static final class Without extends TokenFilter {
        private final String member;

        Without(String member) {
            this.member = member;
        }

        @Override
        public boolean includeEmptyObject(boolean filtered) {
            return true;
        }

        @Override
        public boolean includeEmptyArray(boolean filtered) {
            return true;
        }

        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            return name.equals(member) ? null : this;
        }
    }

    /** The value, or for its author why the text is not exactly one. */
    public static Reading read(String text) {
        try {
            var node = MAPPER.readTree(text);
            return node == null || node.isMissingNode()
                    ? new Malformed("is empty")
                    : new Value(node);
        } catch (StreamConstraintsException tooMuch) {
            return new Malformed("is nested deeper than " + MAX_DEPTH + " or has too long a value");
        } catch (JsonProcessingException malformed) {
            return new Malformed(where(malformed) + malformed.getOriginalMessage());
        }
    }

    private static String where(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        return at == null
                ? "is not JSON: "
                : "is not JSON: line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }

    /** What came of reading. */
    public sealed interface Reading {}

    /** Exactly one value. */
    public record Value(JsonNode node) implements Reading {}

    /** Something else; the reason quotes what was read, so it is for its author only. */
    public record Malformed(String reason) implements Reading {}
}
