// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy.reference;

import io.muster.acl.decision.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Topics, filters and resources as lists of levels. */
public final class ReferenceTopics {

    /** A level of a resource whose variable has no value. */
    static final String ANYTHING = "\0anything";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern SLASH = Pattern.compile("/(?![^{]*})");
    private static final List<String> PREFIXES =
            List.of("$share", "$queue", "$exclusive", "$delayed");

    private ReferenceTopics() {}

    public static List<String> levels(String text) {
        return Arrays.asList(text.split("/", -1));
    }

    private static boolean isText(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return !text.isEmpty()
                && text.indexOf('\0') < 0
                && new String(bytes, StandardCharsets.UTF_8).equals(text)
                && bytes.length <= 1024
                && levels(text).size() <= 128;
    }

    static boolean isTopic(String text) {
        return isText(text) && !text.contains("+") && !text.contains("#");
    }

    static boolean isFilter(String text) {
        if (!isText(text)) {
            return false;
        }
        var levels = levels(text);
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            boolean wild = level.contains("+") || level.contains("#");
            boolean inPlace = level.equals("+") || (level.equals("#") && i == levels.size() - 1);
            if (wild && !inPlace) {
                return false;
            }
        }
        return true;
    }

    /** The topic behind {@code $delayed/5/}; null when it is malformed. */
    static String undelayed(String text) {
        if (!isTopic(text)) {
            return null;
        }
        if (!levels(text).getFirst().equals("$delayed")) {
            return text;
        }
        var matcher = Pattern.compile("\\$delayed/[0-9]+/(.+)", Pattern.DOTALL).matcher(text);
        return matcher.matches() && !PREFIXES.contains(levels(matcher.group(1)).getFirst())
                ? matcher.group(1)
                : null;
    }

    /** The filter behind {@code $share/g/}, {@code $queue/}, {@code $exclusive/}; null as above. */
    static String unshared(String text) {
        if (!isText(text)) {
            return null;
        }
        var first = levels(text).getFirst();
        var inner =
                switch (first) {
                    case "$share" -> group("\\$share/[^/+#]+/(.+)", text);
                    case "$queue" -> group("\\$queue/(.+)", text);
                    case "$exclusive" -> group("\\$exclusive/(.+)", text);
                    default -> text;
                };
        boolean plain =
                inner != null && isFilter(inner) && !PREFIXES.contains(levels(inner).getFirst());
        return plain ? inner : null;
    }

    private static String group(String regex, String text) {
        var matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
        return matcher.matches() ? matcher.group(1) : null;
    }

    static List<String> render(String resource, Caller caller) {
        if (resource.startsWith("eq:")) {
            return levels(resource.substring(3));
        }
        var rendered = new ArrayList<String>();
        for (var level : slashesOutsideVariables(resource)) {
            rendered.add(renderLevel(level, caller, rendered.isEmpty()));
        }
        return rendered;
    }

    private static List<String> slashesOutsideVariables(String resource) {
        return Arrays.asList(SLASH.split(resource, -1));
    }

    private static String renderLevel(String level, Caller caller, boolean first) {
        var matcher = VARIABLE.matcher(level);
        var text = new StringBuilder();
        boolean varies = false;
        while (matcher.find()) {
            varies = true;
            var value = ReferenceAttributes.levelText(matcher.group(1), caller);
            if (value == null) {
                return ANYTHING;
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(text);
        return varies && first && text.indexOf("$") == 0 ? ANYTHING : text.toString();
    }

    private static boolean wild(String level) {
        return level.equals("+") || level.equals("#");
    }

    /** Every topic of the filter is one of the pattern; a topic is a filter without wildcards. */
    public static boolean contains(List<String> pattern, List<String> filter) {
        if (pattern.isEmpty()) {
            return filter.isEmpty();
        }
        if (wild(pattern.getFirst()) && filter.getFirst().startsWith("$")) {
            return false;
        }
        if (pattern.equals(List.of("+", "#"))) {
            return true;
        }
        return coversRest(pattern, filter);
    }

    private static boolean coversRest(List<String> pattern, List<String> filter) {
        if (pattern.equals(List.of("#"))) {
            return true;
        }
        if (pattern.isEmpty() || filter.isEmpty()) {
            return pattern.isEmpty() && filter.isEmpty();
        }
        var mine = pattern.getFirst();
        var theirs = filter.getFirst();
        boolean covered =
                mine.equals("+") || mine.equals(ANYTHING)
                        ? !theirs.equals("#")
                        : mine.equals(theirs);
        return covered
                && coversRest(pattern.subList(1, pattern.size()), filter.subList(1, filter.size()));
    }

    /** Some topic is one of both. */
    public static boolean meets(List<String> pattern, List<String> filter) {
        var mine = pattern.getFirst();
        var theirs = filter.getFirst();
        boolean apart =
                (wild(mine) && theirs.startsWith("$")) || (wild(theirs) && mine.startsWith("$"));
        return !apart && restMeets(pattern, filter);
    }

    private static boolean restMeets(List<String> pattern, List<String> filter) {
        if (pattern.equals(List.of("#")) || filter.equals(List.of("#"))) {
            return true;
        }
        if (pattern.isEmpty() || filter.isEmpty()) {
            return pattern.isEmpty() && filter.isEmpty();
        }
        var mine = pattern.getFirst();
        var theirs = filter.getFirst();
        boolean common =
                mine.equals("+")
                        || mine.equals(ANYTHING)
                        || theirs.equals("+")
                        || mine.equals(theirs);
        if (mine.equals("#") || theirs.equals("#")) {
            return true;
        }
        return common
                && restMeets(pattern.subList(1, pattern.size()), filter.subList(1, filter.size()));
    }
}
