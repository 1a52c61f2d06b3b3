// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A place in a JSON value (RFC 6901): the names and indexes on the way there from its root. */
public record Pointer(List<String> tokens) implements Comparable<Pointer> {

    /** The whole value. */
    public static final Pointer ROOT = new Pointer(List.of());

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /** Reads a pointer in its text form; empty when it breaks the grammar or leads too deep. */
    public static Optional<Pointer> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(ROOT);
        }
        if (text.charAt(0) != '/' || !wellEscaped(text)) {
            return Optional.empty();
        }
        var tokens = Arrays.stream(text.substring(1).split("/", -1)).map(Pointer::unescaped);
        return Optional.of(new Pointer(tokens.toList()))
                .filter(pointer -> pointer.tokens.size() <= JsonText.PARSER_DEPTH);
    }

    /**
     * Reads a place as filters name it: {@code /reported/fw}, {@code reported/fw} or, where no name
     * has a dot or a slash in it, {@code reported.fw}. Empty when it is none.
     */
    public static Optional<Pointer> selected(String selector) {
        if (selector.startsWith("/")) {
            return parse(selector);
        }
        return selector.contains("/")
                ? parse("/" + selector)
                : Optional.of(new Pointer(Arrays.asList(selector.split("\\.", -1))));
    }

    private static boolean wellEscaped(String text) {
        for (int tilde = text.indexOf('~'); tilde >= 0; tilde = text.indexOf('~', tilde + 1)) {
            boolean escape = text.startsWith("0", tilde + 1) || text.startsWith("1", tilde + 1);
            if (!escape) {
                return false;
            }
        }
        return true;
    }

    // The order matters: ~01 is ~1, not a slash.
    private static String unescaped(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    /** Whether it is the whole value. */
    public boolean isRoot() {
        return tokens.isEmpty();
    }

    /** The place one step further. */
    public Pointer child(String token) {
        var longer = new ArrayList<String>(tokens.size() + 1);
        longer.addAll(tokens);
        longer.add(token);
        return new Pointer(longer);
    }

    /** The same place seen from one step before. */
    public Pointer within(String token) {
        return new Pointer(Stream.concat(Stream.of(token), tokens.stream()).toList());
    }

    /** The same place seen from one step further; the root has no such place. */
    public Pointer tail() {
        return new Pointer(tokens.subList(1, tokens.size()));
    }

    /** Whether the other place is this one or lies within it. */
    public boolean covers(Pointer other) {
        return tokens.size() <= other.tokens.size()
                && tokens.equals(other.tokens.subList(0, tokens.size()));
    }

    /**
     * Whether one of both lies within the other, so that a write to one is a write to the other.
     */
    public boolean overlaps(Pointer other) {
        return covers(other) || other.covers(this);
    }

    /** Whether it overlaps one of these places. */
    public boolean overlapsAny(NavigableSet<Pointer> places) {
        // What lies within a place comes right behind it.
        var next = places.ceiling(this);
        return (next != null && covers(next)) || withinAny(places);
    }

    /** Whether it is one of these places or lies within one. */
    public boolean withinAny(Set<Pointer> places) {
        return IntStream.rangeClosed(0, tokens.size())
                .mapToObj(length -> new Pointer(tokens.subList(0, length)))
                .anyMatch(places::contains);
    }

    /** What is at this place. */
    public Optional<JsonNode> in(JsonNode root) {
        var here = Optional.of(root);
        for (var token : tokens) {
            here = here.flatMap(node -> step(node, token));
        }
        return here;
    }

    /**
     * An object that has the value at this place and nothing else: the merge patch that sets it.
     */
    public JsonNode wrap(JsonNode value) {
        var wrapped = value;
        for (var token : tokens.reversed()) {
            wrapped = Json.object().set(token, wrapped);
        }
        return wrapped;
    }

    static Optional<JsonNode> step(JsonNode node, String token) {
        return switch (node) {
            case ObjectNode object -> Optional.ofNullable(object.get(token));
            case ArrayNode array -> {
                var index = index(token, array.size());
                yield index.isPresent()
                        ? Optional.ofNullable(array.get(index.getAsInt()))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** The index that a token names, if it is below a limit. */
    static OptionalInt index(String token, int limit) {
        if (!INDEX.matcher(token).matches()) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(token);
        return index < limit ? OptionalInt.of(index) : OptionalInt.empty();
    }

    @Override
    public int compareTo(Pointer other) {
        int shared = Math.min(tokens.size(), other.tokens.size());
        for (int i = 0; i < shared; i++) {
            int order = tokens.get(i).compareTo(other.tokens.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(tokens.size(), other.tokens.size());
    }

    @Override
    public String toString() {
        return tokens.stream().map(token -> "/" + escaped(token)).collect(joining());
    }
}
