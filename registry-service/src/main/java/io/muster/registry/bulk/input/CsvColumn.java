// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the cells of a column mean, by the column's name. */
interface CsvColumn {

    Set<String> TEXTS = Set.of("id", "type");
    Map<String, String> LISTS = Map.of("tags", "tags", "group", "groups", "gateway", "gateways");
    Map<String, String> WHOLES =
            Map.of(
                    "attributes", "attributes",
                    "externalId", "externalIds",
                    "credential", "credentials");
    String ATTRIBUTES = "attributes.";
    String EXTERNAL_IDS = "externalId.";
    String CREDENTIAL = "credential.";

    /** Says in an object what the cell says. */
    void put(ObjectNode said, String cell);

    /** The column of this name; a {@link FileFault} when there is none. */
    static CsvColumn parse(String name) {
        if (TEXTS.contains(name)) {
            return new Text(name);
        }
        if (name.equals("displayName")) {
            return new Name(name);
        }
        if (LISTS.containsKey(name)) {
            return new Words(LISTS.get(name));
        }
        if (WHOLES.containsKey(name)) {
            return new Whole(WHOLES.get(name));
        }
        if (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()) {
            return AttributeColumn.of(name);
        }
        if (name.startsWith(EXTERNAL_IDS) && name.length() > EXTERNAL_IDS.length()) {
            return new ExternalId(name.substring(EXTERNAL_IDS.length()));
        }
        if (name.startsWith(CREDENTIAL)) {
            return CredentialColumn.of(name);
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

    /** The object that is a member, made if there is none. */
    static ObjectNode member(ObjectNode of, String name) {
        return of.get(name) instanceof ObjectNode there ? there : of.putObject(name);
    }

    /** A member that is text. */
    record Text(String name) implements CsvColumn {
        @Override
        public void put(ObjectNode said, String cell) {
            said.put(name, cell.strip());
        }
    }

    /** A member that is text, perhaps written as a string of JSON to keep its white space. */
    record Name(String name) implements CsvColumn {
        @Override
        public void put(ObjectNode said, String cell) {
            var quoted =
                    cell.startsWith("\"")
                            ? JsonCell.read(cell).filter(JsonNode::isTextual)
                            : Optional.<JsonNode>empty();
            said.put(name, quoted.map(JsonNode::asText).orElseGet(cell::strip));
        }
    }

    /** A member as JSON. */
    record Whole(String name) implements CsvColumn {
        @Override
        public void put(ObjectNode said, String cell) {
            var json = JsonCell.readWhole(cell).filter(JsonNode::isContainerNode);
            said.set(
                    name,
                    json.orElseThrow(() ->
                            new RowFault("row-malformed", "/" + name, "The cell is not JSON.")));
        }
    }

    /** Several words with a bar between them, or a list of them as JSON. */
    record Words(String name) implements CsvColumn {
        private static final Pattern BAR = Pattern.compile("\\|");

        @Override
        public void put(ObjectNode said, String cell) {
            var list =
                    cell.startsWith("[")
                            ? JsonCell.read(cell).filter(JsonNode::isArray)
                            : Optional.<JsonNode>empty();
            if (list.isPresent()) {
                said.set(name, list.get());
                return;
            }
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
}
