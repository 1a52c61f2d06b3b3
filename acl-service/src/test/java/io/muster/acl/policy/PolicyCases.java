// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Documents that load and documents that do not, from the tables in {@code policy/}. */
final class PolicyCases {

    private static final String ALLOW = "'effect':'allow','actions':['publish'],'resource':'a'";

    private PolicyCases() {}

    /**
     * A document that must not be loaded.
     *
     * @param shape whether a JSON Schema can tell
     */
    record Invalid(String text, String pointer, boolean shape) {

        JsonNode json() {
            return Policies.json(text);
        }

        @Override
        public String toString() {
            return pointer + " of " + text;
        }
    }

    /** A document that must be loaded. */
    record Valid(String text) {

        JsonNode json() {
            return Policies.json(text);
        }
    }

    static Stream<Invalid> invalid() {
        return Stream.of(
                        table("invalid-documents.txt").map(row -> invalid(row, "%s", "")),
                        table("invalid-rules.txt")
                                .map(row -> invalid(row, document("%s"), "/rules/0")),
                        table("invalid-conditions.txt")
                                .map(row ->
                                        invalid(
                                                row,
                                                document(ALLOW + ",'conditions':%s"),
                                                "/rules/0/conditions")))
                .flatMap(cases -> cases);
    }

    static Stream<Valid> valid() {
        return table("valid-rules.txt").map(row -> new Valid(document("%s").formatted(row)));
    }

    private static String document(String rule) {
        return "{'version':1,'id':'p','rules':[{'id':'r'," + rule + "}]}";
    }

    private static Invalid invalid(String row, String document, String base) {
        var cells = row.split("\\s+\\|", -1);
        return new Invalid(
                document.formatted(cells[0]),
                base + cells[1].strip(),
                cells.length > 2 && cells[2].strip().equals("S"));
    }

    private static Stream<String> table(String name) {
        try (var resource = PolicyCases.class.getResourceAsStream("/policy/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
