// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A firmware version as products number them, of dotted parts and perhaps a pre-release after a
 * dash, which comes before the release itself. Semantic versions are ordered as their specification
 * says; a part that is missing counts as 0, and what follows a plus names a build and does not
 * count.
 */
record Version(String text) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    Version {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a version: " + text);
        }
    }

    static Optional<Version> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Version(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        var mine = release();
        var theirs = other.release();
        int length = Math.max(mine.length, theirs.length);
        int order = compare(padded(mine, length), padded(theirs, length));
        return order == 0 ? comparePreReleases(other) : order;
    }

    private int comparePreReleases(Version other) {
        var mine = preRelease();
        var theirs = other.preRelease();
        return mine.length == 0 || theirs.length == 0
                ? Boolean.compare(mine.length == 0, theirs.length == 0)
                : compare(mine, theirs);
    }

    private String[] release() {
        return withoutBuild().split("-", 2)[0].split("\\.", -1);
    }

    private String[] preRelease() {
        var halves = withoutBuild().split("-", 2);
        return halves.length == 1 ? new String[0] : halves[1].split("\\.", -1);
    }

    private String withoutBuild() {
        return text.split("\\+", 2)[0];
    }

    private static String[] padded(String[] parts, int length) {
        var padded = Arrays.copyOf(parts, length);
        Arrays.fill(padded, parts.length, length, "0");
        return padded;
    }

    private static int compare(String[] mine, String[] theirs) {
        return Arrays.compare(mine, theirs, Version::compareParts);
    }

    /** Numbers come before words, and may be longer than any number type. */
    private static int compareParts(String mine, String theirs) {
        var a = digits(mine);
        var b = digits(theirs);
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && b.isEmpty()
                    ? mine.compareTo(theirs)
                    : Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        int length = Integer.compare(a.get().length(), b.get().length());
        return length == 0 ? a.get().compareTo(b.get()) : length;
    }

    /** A number without leading zeros; nothing of a word. */
    private static Optional<String> digits(String part) {
        boolean number = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(part.replaceFirst("^0+", "")) : Optional.empty();
    }
}
