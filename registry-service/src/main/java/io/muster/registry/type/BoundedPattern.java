// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A pattern of a schema, which a tenant wrote. One that goes back and forth over a text without end
 * is given up: what can't be matched in so many steps does not match.
 */
record BoundedPattern(Pattern pattern) implements RegularExpression {

    private static final int MAX_STEPS = 200_000;

    static BoundedPattern of(String regex) {
        return new BoundedPattern(Pattern.compile(regex));
    }

    @Override
    public boolean matches(String value) {
        try {
            return pattern.matcher(new Steps(value)).find();
        } catch (TooManySteps endless) {
            return false;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Steps implements CharSequence {

        private final CharSequence text;
        private int steps;

        Steps(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
