// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.Members;
import io.muster.acl.policy.Condition.All;
import io.muster.acl.policy.Condition.Any;
import io.muster.acl.policy.Condition.Leaf;
import io.muster.acl.policy.Condition.Not;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a condition object, all of whose members hold together. */
final class ConditionReader {

    private static final Set<String> COMPARISON = Set.of("attr", "op", "value");
    private static final Set<String> KNOWN =
            Set.of(
                    "attr",
                    "op",
                    "value",
                    "all",
                    "any",
                    "not",
                    "client_id",
                    "qos_max",
                    "qos_in",
                    "retain",
                    "shared",
                    "ip_range",
                    "time_window",
                    "not_before",
                    "not_after",
                    "listener",
                    "protocol",
                    "tls");
    private static final int MAX_DEPTH = 8;
    private static final int HIGHEST_QOS = 2;

    private final Members members;
    private final String pointer;
    private final int depth;
    private final List<Condition> parts = new ArrayList<>();

    private ConditionReader(JsonNode node, String pointer, int depth) {
        this.members = Members.of(node, pointer, KNOWN);
        this.pointer = pointer;
        this.depth = depth;
    }

    static Condition read(JsonNode node, String pointer) {
        return read(node, pointer, 0);
    }

    /**
     * @param depth how many of {@code all}, {@code any} and {@code not} it is inside of
     */
    private static Condition read(JsonNode node, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            throw new PolicyFault(pointer, "is nested deeper than " + MAX_DEPTH);
        }
        var reader = new ConditionReader(node, pointer, depth);
        reader.readMessage();
        reader.readOrigin();
        reader.readTime();
        reader.readComparison();
        reader.readCombinations();
        if (reader.parts.isEmpty()) {
            throw new PolicyFault(pointer, "must not be empty");
        }
        return reader.parts.size() == 1 ? reader.parts.getFirst() : new All(reader.parts);
    }

    private void readMessage() {
        add("qos_max", () -> new Check.QosAmong(upTo(qos(members.get("qos_max"), "qos_max"))));
        add("qos_in", () -> new Check.QosAmong(qosList()));
        add("retain", () -> new Check.Retained(members.flag("retain")));
        add("shared", () -> new Check.Shared(members.flag("shared")));
    }

    private void readOrigin() {
        add("client_id", () -> clientId(members.texts("client_id")));
        add(
                "ip_range",
                () ->
                        new Check.From(
                                AddressRanges.parse(
                                        members.texts("ip_range"), members.at("ip_range"))));
        add(
                "listener",
                () ->
                        new Check.OriginAmong(
                                Fact.LISTENER,
                                caller -> caller.origin().listener(),
                                Set.copyOf(members.texts("listener"))));
        add(
                "protocol",
                () ->
                        new Check.OriginAmong(
                                Fact.PROTOCOL,
                                caller -> caller.origin().protocol(),
                                Set.copyOf(members.texts("protocol"))));
        add("tls", () -> new Check.Tls(members.flag("tls")));
    }

    private void readTime() {
        add(
                "time_window",
                () -> TimeWindow.parse(members.get("time_window"), members.at("time_window")));
        add("not_before", () -> new Check.NotBefore(instant("not_before")));
        add("not_after", () -> new Check.NotAfter(instant("not_after")));
    }

    private void readComparison() {
        if (COMPARISON.stream().anyMatch(members::has)) {
            parts.add(new Leaf(pointer, ComparisonReader.read(members)));
        }
    }

    private void readCombinations() {
        combine("all", All::new);
        combine("any", Any::new);
        members.find("not")
                .ifPresent(node -> parts.add(new Not(read(node, members.at("not"), depth + 1))));
    }

    private void combine(String name, Function<List<Condition>, Condition> combination) {
        if (members.has(name)) {
            var nodes = members.entries(name);
            parts.add(
                    combination.apply(
                            IntStream.range(0, nodes.size())
                                    .mapToObj(i ->
                                            read(
                                                    nodes.get(i),
                                                    members.at(name) + "/" + i,
                                                    depth + 1))
                                    .toList()));
        }
    }

    private void add(String name, Supplier<Check> check) {
        if (members.has(name)) {
            parts.add(new Leaf(members.at(name), check.get()));
        }
    }

    private ClientIdPattern clientId(List<String> texts) {
        return ClientIdPattern.parse(texts, members.at("client_id"));
    }

    private Set<Integer> qosList() {
        var levels = new HashSet<Integer>();
        for (var node : members.entries("qos_in")) {
            levels.add(qos(node, "qos_in"));
        }
        return levels;
    }

    private int qos(JsonNode node, String name) {
        if (!node.isInt() || node.intValue() < 0 || node.intValue() > HIGHEST_QOS) {
            throw new PolicyFault(members.at(name), "must be 0, 1 or 2");
        }
        return node.intValue();
    }

    private static Set<Integer> upTo(int qos) {
        return IntStream.rangeClosed(0, qos).boxed().collect(Collectors.toSet());
    }

    private Instant instant(String name) {
        try {
            return OffsetDateTime.parse(members.text(name)).toInstant();
        } catch (DateTimeException malformed) {
            throw new PolicyFault(
                    members.at(name), "must be a moment such as 2026-01-31T06:00:00Z");
        }
    }
}
