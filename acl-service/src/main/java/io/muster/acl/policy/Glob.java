// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/**
 * A pattern of text, in which {@code *} stands for any text and {@code ?} for any one character.
 * Matching goes back at most to the last star, so no text makes it take longer than the product of
 * both lengths.
 */
final class Glob {

    /** Keeps that product small for any claim that fits a token. */
    static final int MAX_LENGTH = 256;

    private final int[] pattern;

    Glob(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < points.length; ) {
            if (at < pattern.length && pattern[at] == '*') {
                star = at++;
                resume = i;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == points[i])) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }
}
