// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version as products number them. Semantic versions are ordered as their specification says;
 * everything else by its dotted parts, numbers as numbers, a missing part as 0. What follows a plus
 * does not count for the order, so two different versions may be level.
 */
public record Version(String text, List<String> parts, List<String> preview)
        implements Comparable<Version> {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    public Version {
        parts = List.copyOf(parts);
        preview = List.copyOf(preview);
    }

    /** Says whether the text may name a version at all. */
    public static boolean wellFormed(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    /** Reads any text: devices report what they like. */
    public static Version of(String text) {
        int plus = text.indexOf('+');
        var plain = plus < 0 ? text : text.substring(0, plus);
        int dash = plain.indexOf('-');
        return dash < 0
                ? new Version(text, dotted(plain), List.of())
                : new Version(
                        text, dotted(plain.substring(0, dash)), dotted(plain.substring(dash + 1)));
    }

    private static List<String> dotted(String text) {
        return List.of(text.split("\\.", -1));
    }

    @Override
    public int compareTo(Version other) {
        int length = Math.max(parts.size(), other.parts.size());
        int order = compare(padded(length), other.padded(length));
        if (order != 0) {
            return order;
        }
        return preview.isEmpty() || other.preview.isEmpty()
                ? Boolean.compare(preview.isEmpty(), other.preview.isEmpty())
                : compare(preview, other.preview);
    }

    private List<String> padded(int length) {
        var missing = Collections.nCopies(length - parts.size(), "0");
        return Stream.concat(parts.stream(), missing.stream()).toList();
    }

    /** Of two lists that begin alike, the shorter one comes first. */
    private static int compare(List<String> left, List<String> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            int order = comparePart(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Numbers come before words, and are compared without being parsed: they may be long. */
    private static int comparePart(String left, String right) {
        boolean number = number(left);
        if (number != number(right)) {
            return number ? -1 : 1;
        }
        return number ? compareNumbers(left, right) : left.compareTo(right);
    }

    private static int compareNumbers(String left, String right) {
        var a = withoutZeros(left);
        var b = withoutZeros(right);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static boolean number(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Equal to another only when both were written alike, whatever their order says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Version that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
