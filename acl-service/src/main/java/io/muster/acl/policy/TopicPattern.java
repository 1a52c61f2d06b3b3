// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import io.muster.acl.policy.Level.Anything;
import io.muster.acl.policy.Level.Filled;
import io.muster.acl.policy.Level.Literal;
import io.muster.acl.policy.Level.One;
import io.muster.acl.policy.Level.Rest;
import io.muster.acl.policy.Template.Text;
import io.muster.acl.policy.Template.Variable;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resource of a rule: an MQTT filter whose levels may hold variables. That of a connect has no
 * levels, as a connect has no topic.
 *
 * @param source as the policy wrote it
 */
record TopicPattern(String source, List<Level> levels) {

    static final TopicPattern OF_CONNECT = new TopicPattern("*", List.of());

    private static final String LITERAL = "eq:";

    TopicPattern {
        levels = List.copyOf(levels);
    }

    static TopicPattern parse(String text, String pointer) {
        boolean literal = text.startsWith(LITERAL);
        var filter = literal ? text.substring(LITERAL.length()) : text;
        var template = literal ? Template.literal(filter) : Template.parse(filter, pointer);
        if (text.equals("*")) {
            throw new PolicyFault(pointer, "is for connect alone: write # for any topic");
        }
        var levels = levels(template);
        if (levels.getFirst() instanceof Literal(var first) && Prefixes.ALL.contains(first)) {
            throw new PolicyFault(pointer, "is about no topic: rules name what comes after it");
        }
        check(template, literal, pointer);
        return new TopicPattern(text, normal(levels));
    }

    /** A variable is judged as if its value were one harmless letter. */
    private static void check(Template template, boolean literal, String pointer) {
        var skeleton = new StringBuilder();
        for (var part : template.parts()) {
            skeleton.append(part instanceof Text(var text) ? text : "x");
        }
        var text = skeleton.toString();
        if (literal ? TopicName.parse(text).isEmpty() : TopicFilter.parse(text).isEmpty()) {
            throw new PolicyFault(pointer, "is not a topic filter");
        }
    }

    /** {@code +/#} names the same topics as {@code #}, which stands for its parent level too. */
    private static List<Level> normal(List<Level> levels) {
        return levels.equals(List.of(new One(), new Rest())) ? List.of(new Rest()) : levels;
    }

    private static List<Level> levels(Template template) {
        var levels = new ArrayList<Level>();
        var parts = new ArrayList<Template.Part>();
        for (var part : template.parts()) {
            if (part instanceof Text text) {
                split(text.text(), parts, levels);
            } else {
                parts.add(part);
            }
        }
        levels.add(level(parts));
        return levels;
    }

    /** Each slash ends the level that was begun. */
    private static void split(String text, List<Template.Part> begun, List<Level> levels) {
        int at = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', at)) {
            add(text.substring(at, slash), begun);
            levels.add(level(begun));
            begun.clear();
            at = slash + 1;
        }
        add(text.substring(at), begun);
    }

    private static void add(String text, List<Template.Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Text(text));
        }
    }

    private static Level level(List<Template.Part> parts) {
        if (parts.isEmpty()) {
            return new Literal("");
        }
        return parts.size() == 1 && parts.getFirst() instanceof Text only
                ? literal(only.text())
                : new Filled(new Template(parts));
    }

    private static Level literal(String text) {
        return switch (text) {
            case "+" -> new One();
            case "#" -> new Rest();
            default -> new Literal(text);
        };
    }

    /** The variables of all its levels. */
    List<Variable> variables() {
        return levels.stream()
                .filter(Filled.class::isInstance)
                .map(Filled.class::cast)
                .flatMap(level -> level.template().variables().stream())
                .toList();
    }

    /** The pattern for this caller, level by level. */
    RenderedPattern render(Caller caller) {
        var rendered = new ArrayList<Level>();
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            rendered.add(
                    level instanceof Filled(var template)
                            ? filled(Level.text(template, caller, i == 0))
                            : level);
        }
        return new RenderedPattern(rendered);
    }

    private static Level filled(@Nullable String text) {
        return text == null ? new Anything() : new Literal(text);
    }
}
