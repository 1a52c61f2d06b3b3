// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a group and its place among the others, such as {@code /site1/floor2}: who is in that
 * group is in {@code /site1} too.
 */
public record GroupPath(String value) implements Comparable<GroupPath> {

    /** How long a path may be. */
    public static final int MAX_LENGTH = 256;

    /** How deep groups may be nested. */
    public static final int MAX_DEPTH = 8;

    private static final String NAME = "/[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";
    private static final Pattern PATH = Pattern.compile("(?:" + NAME + "){1," + MAX_DEPTH + "}");

    public GroupPath {
        if (!isPath(value)) {
            throw new IllegalArgumentException("not a path of a group");
        }
    }

    /** The path that the text is; empty when it can't be one. */
    public static Optional<GroupPath> parse(String text) {
        return isPath(text) ? Optional.of(new GroupPath(text)) : Optional.empty();
    }

    private static boolean isPath(String text) {
        return text.length() <= MAX_LENGTH && PATH.matcher(text).matches();
    }

    /** The group that this one is in; empty at the top. */
    public Optional<GroupPath> parent() {
        int slash = value.lastIndexOf('/');
        return slash == 0
                ? Optional.empty()
                : Optional.of(new GroupPath(value.substring(0, slash)));
    }

    /** The paths of all groups below begin with this. */
    public String below() {
        return value + "/";
    }

    /** The first text behind all that begin with {@link #below}, byte by byte. */
    public String behind() {
        return value + (char) ('/' + 1);
    }

    @Override
    public int compareTo(GroupPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
