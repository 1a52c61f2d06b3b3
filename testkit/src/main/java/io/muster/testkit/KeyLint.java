// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Primary and unique keys begin with the tenant: it is what a distributed engine splits tables by.
 */
final class KeyLint {

    private static final String TENANT = "tenant_id";

    private KeyLint() {}

    static Stream<String> findings(List<String> statement) {
        return IntStream.range(0, statement.size())
                .filter(at -> isKey(statement, at))
                .filter(at -> !beginsWithTenant(statement, at))
                .mapToObj(at -> "a " + statement.get(at) + " key does not begin with " + TENANT);
    }

    private static boolean isKey(List<String> statement, int at) {
        return switch (statement.get(at)) {
            case "primary" -> at(statement, at + 1).equals("key");
            case "unique" -> true;
            default -> false;
        };
    }

    /**
     * The columns are what the next parenthesis holds, unless the key is a column's own, which has
     * none.
     */
    private static boolean beginsWithTenant(List<String> statement, int at) {
        return switch (at(statement, at + 1)) {
            // UNIQUE INDEX … ON table [USING method] ( … )
            case "index" -> at(statement, after(statement, at, "on")).equals(TENANT);
            case "key", "(", "nulls" ->
                    isTableKey(statement, at)
                            && at(statement, open(statement, at) + 1).equals(TENANT);
            default -> false;
        };
    }

    private static boolean isTableKey(List<String> statement, int at) {
        var open = open(statement, at);
        return open > 0
                && statement.subList(at + 1, open).stream()
                        .allMatch(
                                word -> List.of("key", "nulls", "not", "distinct").contains(word));
    }

    private static int after(List<String> statement, int at, String word) {
        var found =
                IntStream.range(at, statement.size())
                        .filter(i -> statement.get(i).equals(word))
                        .findFirst();
        return found.isPresent() ? open(statement, found.getAsInt()) + 1 : -1;
    }

    private static int open(List<String> statement, int at) {
        return IntStream.range(at, statement.size())
                .filter(i -> statement.get(i).equals("("))
                .findFirst()
                .orElse(-1);
    }

    private static String at(List<String> statement, int index) {
        return index > 0 && index < statement.size() ? statement.get(index) : "";
    }
}
