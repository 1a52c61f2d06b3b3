// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the cells of a column mean, by the column's name. */
sealed interface CsvColumn {

    Set<String> TEXTS = Set.of("id", "type", "displayName");
    String ATTRIBUTES = "attributes.";
    String EXTERNAL_IDS = "externalId.";

    /** Says in an object what the cell says. */
    void put(ObjectNode said, String cell);

    /** The column of this name; a {@link FileFault} when there is none. */
    static CsvColumn parse(String name) {
        if (TEXTS.contains(name)) {
            return new Text(name);
        }
        if (name.equals("tags")) {
            return new Words(name);
        }
        if (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()) {
            return Attribute.of(name);
        }
        if (name.startsWith(EXTERNAL_IDS) && name.length() > EXTERNAL_IDS.length()) {
            return new ExternalId(name.substring(EXTERNAL_IDS.length()));
        }
        if (name.startsWith("#")) {
            return new Remark();
        }
        throw new FileFault("There is no column " + shown(name) + ".", 0);
    }

    /** A name as it may stand in a message. */
    static String shown(String name) {
        var printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return "'" + printable.substring(0, Math.min(40, printable.length())) + "'";
    }

    private static ObjectNode member(ObjectNode of, String name) {
        return of.get(name) instanceof ObjectNode there ? there : of.putObject(name);
    }

    /** A member that is text. */
    record Text(String name) implements CsvColumn {
        @Override
        public void put(ObjectNode said, String cell) {
            said.put(name, cell.strip());
        }
    }

    /** Several words with a bar between them. */
    record Words(String name) implements CsvColumn {
        private static final Pattern BAR = Pattern.compile("\\|");

        @Override
        public void put(ObjectNode said, String cell) {
            var words = said.putArray(name);
            BAR.splitAsStream(cell)
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
        }
    }

    /** An external id of a kind. */
    record ExternalId(String kind) implements CsvColumn {
        @Override
        public void put(ObjectNode said, String cell) {
            member(said, "externalIds").put(kind, cell.strip());
        }
    }

    /** What is for people; such as the reasons in a file of rows that failed. */
    record Remark() implements CsvColumn {
        @Override
        public void put(ObjectNode said, String cell) {
            // Not for us.
        }
    }

    /** An attribute at a path. Numbers, true, false, arrays and objects are what they look like. */
    record Attribute(List<String> path) implements CsvColumn {

        private static final Pattern LOOKS_LIKE_JSON =
                Pattern.compile(
                        "true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?|[\\[{\"].*",
                        Pattern.DOTALL);
        private static final int DEEPEST = 16;
        private static final JsonMapper JSON =
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

        static Attribute of(String name) {
            var path = List.of(name.substring(ATTRIBUTES.length()).split("\\.", -1));
            if (path.size() > DEEPEST || path.stream().anyMatch(String::isBlank)) {
                throw new FileFault("The column " + shown(name) + " is no path.", 0);
            }
            return new Attribute(path);
        }

        @Override
        public void put(ObjectNode said, String cell) {
            var at = member(said, "attributes");
            for (var name : path.subList(0, path.size() - 1)) {
                at = member(at, name);
            }
            at.set(path.getLast(), value(cell));
        }

        private static JsonNode value(String cell) {
            if (LOOKS_LIKE_JSON.matcher(cell).matches()) {
                try {
                    return JSON.readTree(cell);
                } catch (JsonProcessingException notJson) {
                    return JsonNodeFactory.instance.textNode(cell);
                }
            }
            return JsonNodeFactory.instance.textNode(cell);
        }
    }
}
