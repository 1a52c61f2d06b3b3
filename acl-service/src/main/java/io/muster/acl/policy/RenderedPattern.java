// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.Level.Anything;
import io.muster.acl.policy.Level.Filled;
import io.muster.acl.policy.Level.Literal;
import io.muster.acl.policy.Level.One;
import io.muster.acl.policy.Level.Rest;
import java.util.List;
import java.util.stream.Collectors;

/** The resource of a rule as it is for one caller. */
record RenderedPattern(List<Level> levels) {

    private static final String ONE = "+";
    private static final String REST = "#";

    RenderedPattern {
        levels = List.copyOf(levels);
    }

    /** Says whether each variable had a value. */
    boolean resolved() {
        return levels.stream().noneMatch(Anything.class::isInstance);
    }

    boolean matches(List<String> names) {
        if (hidesFrom(names)) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (level instanceof Rest) {
                return true;
            }
            if (i == names.size() || !covers(level, names.get(i))) {
                return false;
            }
        }
        return names.size() == levels.size();
    }

    /** Says whether it covers each topic of the filter. */
    boolean contains(List<String> filter) {
        return matches(filter);
    }

    /** Says whether it and the filter have a topic in common. */
    boolean meets(List<String> filter) {
        if (hidesFrom(filter) || filterHides(filter)) {
            return false;
        }
        int shorter = Math.min(levels.size(), filter.size());
        for (int i = 0; i < shorter; i++) {
            var level = levels.get(i);
            var theirs = filter.get(i);
            if (level instanceof Rest || theirs.equals(REST)) {
                return true;
            }
            if (!theirs.equals(ONE) && !covers(level, theirs)) {
                return false;
            }
        }
        return endsAt(shorter) && (filter.size() == shorter || filter.get(shorter).equals(REST));
    }

    private boolean endsAt(int index) {
        return levels.size() == index || levels.get(index) instanceof Rest;
    }

    private static boolean covers(Level level, String theirs) {
        return switch (level) {
            case Literal(var text) -> text.equals(theirs);
            case One(), Anything() -> !theirs.equals(REST);
            case Rest() -> true;
            case Filled(_) -> false;
        };
    }

    /** A wildcard at the root covers none of the broker's own topics. */
    private boolean hidesFrom(List<String> theirs) {
        return !levels.isEmpty()
                && (levels.getFirst() instanceof One || levels.getFirst() instanceof Rest)
                && !theirs.isEmpty()
                && theirs.getFirst().startsWith("$");
    }

    private boolean filterHides(List<String> filter) {
        return (filter.getFirst().equals(ONE) || filter.getFirst().equals(REST))
                && levels.getFirst() instanceof Literal(var text)
                && text.startsWith("$");
    }

    /** As a filter; {@code +} where a variable has no value. */
    @Override
    public String toString() {
        return levels.isEmpty()
                ? "*"
                : levels.stream().map(RenderedPattern::text).collect(Collectors.joining("/"));
    }

    private static String text(Level level) {
        return switch (level) {
            case Literal(var text) -> text;
            case Rest() -> REST;
            case One(), Anything(), Filled(_) -> ONE;
        };
    }
}
