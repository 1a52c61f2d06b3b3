// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text with {@code ${variables}}. A value is inserted once and never expanded again, and only when
 * it can stand in one level of a topic: a client id such as {@code +} or {@code a/b} must not widen
 * the rule it appears in.
 */
record Template(List<Part> parts) {

    private static final String OPEN = "${";

    /** Text as the policy wrote it, or a variable. */
    sealed interface Part {}

    record Text(String text) implements Part {}

    record Variable(String name, Attribute attribute) implements Part {

        /** The name says it all; how the attribute is read can't be compared. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Variable that && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    Template {
        parts = List.copyOf(parts);
    }

    static Template literal(String text) {
        return new Template(List.of(new Text(text)));
    }

    static Template parse(String text, String pointer) {
        var parts = new ArrayList<Part>();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            int close = closing(text, open, pointer);
            addText(parts, text.substring(at, open));
            var name = text.substring(open + OPEN.length(), close);
            parts.add(new Variable(name, Attribute.of(name, pointer)));
            at = close + 1;
        }
        addText(parts, text.substring(at));
        return new Template(parts);
    }

    /** The name of a claim may hold a brace, between apostrophes. */
    private static int closing(String text, int open, String pointer) {
        boolean quoted = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            if (c == '}' && !quoted) {
                return i;
            }
        }
        throw new PolicyFault(pointer, "has a variable without its closing brace");
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Text(text));
        }
    }

    static boolean hasVariable(String text) {
        return text.contains(OPEN);
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Text.class::isInstance);
    }

    /** The variables in the order of their appearance. */
    List<Variable> variables() {
        return parts.stream().filter(Variable.class::isInstance).map(Variable.class::cast).toList();
    }

    /** The text for this caller; null when a variable has no value, or none that fits a level. */
    @Nullable String render(Caller caller) {
        if (parts.size() == 1) {
            return value(parts.getFirst(), caller);
        }
        var text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            var value = value(parts.get(i), caller);
            if (value == null) {
                return null;
            }
            text.append(value);
        }
        return text.toString();
    }

    private static @Nullable String value(Part part, Caller caller) {
        return switch (part) {
            case Text(var text) -> text;
            case Variable(_, var attribute) -> usable(attribute.text(caller));
        };
    }

    private static @Nullable String usable(@Nullable String value) {
        return value != null && fitsOneLevel(value) ? value : null;
    }

    private static boolean fitsOneLevel(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/' || c == '+' || c == '#' || Character.isISOControl(c)) {
                return false;
            }
        }
        return !value.isEmpty();
    }
}
