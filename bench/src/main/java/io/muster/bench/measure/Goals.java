// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What benchmarks have to reach, as {@code bench/goals.json} says: for each of them, JSON pointers
 * into its result with {@code atLeast} or {@code below}.
 */
public record Goals(JsonNode json) {

    /** Reads the file. */
    public static Goals read(Path file) throws IOException {
        return new Goals(new ObjectMapper().readTree(file.toFile()));
    }

    /** The goals that a result has missed, each in a line; a figure that is not there is missed. */
    public List<String> missed(String bench, JsonNode result) {
        var missed = new ArrayList<String>();
        json.path(bench)
                .properties()
                .forEach(goal -> {
                    var pointer = goal.getKey();
                    var actual = result.at(pointer);
                    goal.getValue()
                            .properties()
                            .forEach(bound -> {
                                if (!actual.isNumber()
                                        || !holds(
                                                bound.getKey(),
                                                actual.doubleValue(),
                                                bound.getValue().doubleValue())) {
                                    missed.add(
                                            "%s is %s, the goal is %s %s"
                                                    .formatted(
                                                            pointer,
                                                            actual.isNumber() ? actual : "missing",
                                                            words(bound.getKey()),
                                                            bound.getValue()));
                                }
                            });
                });
        return missed;
    }

    private static boolean holds(String kind, double actual, double bound) {
        return switch (kind) {
            case "atLeast" -> actual >= bound;
            case "below" -> actual < bound;
            default ->
                    throw new IllegalArgumentException("goals.json: no such kind of goal: " + kind);
        };
    }

    private static String words(String kind) {
        return kind.equals("atLeast") ? "at least" : kind;
    }
}
