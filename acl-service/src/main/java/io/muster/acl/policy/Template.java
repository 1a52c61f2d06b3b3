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
final class Template {

    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Variable(String name) implements Part {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template literal(String text) {
        return new Template(List.of(new Text(text)));
    }

    static Template parse(String text, String pointer) {
        var parts = new ArrayList<Part>();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new PolicyFault(pointer, "has a variable without its closing brace");
            }
            addText(parts, text.substring(at, open));
            parts.add(variable(text.substring(open + 2, close), pointer));
            at = close + 1;
        }
        addText(parts, text.substring(at));
        return new Template(parts);
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Text(text));
        }
    }

    private static Variable variable(String name, String pointer) {
        if (!Caller.ATTRIBUTES.contains(name)) {
            throw new PolicyFault(pointer, "names an unknown variable, " + name);
        }
        return new Variable(name);
    }

    boolean isLiteral() {
        return parts.stream().allMatch(Text.class::isInstance);
    }

    /** The text for this caller; null when a variable has no value, or none that fits a level. */
    @Nullable String render(Caller caller) {
        if (parts.size() == 1) {
            return value(parts.getFirst(), caller);
        }
        var text = new StringBuilder();
        for (var part : parts) {
            var value = value(part, caller);
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
            case Variable(var name) -> usable(caller.attribute(name));
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
