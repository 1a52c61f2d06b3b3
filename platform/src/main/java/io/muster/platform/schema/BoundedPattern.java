// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A pattern of a schema, which a tenant wrote. One that goes back and forth over a text without end
 * is given up: what can't be matched in so many steps does not match. The steps are those of the
 * whole check, because a schema may have thousands of patterns.
 */
record BoundedPattern(Pattern pattern) implements RegularExpression {

    private static final ScopedValue<Steps> STEPS = ScopedValue.newInstance();

    static BoundedPattern of(String regex) {
        return new BoundedPattern(Pattern.compile(regex));
    }

    /** Has all patterns that the work matches, on this thread, share these steps. */
    static void within(Steps steps, Runnable work) {
        ScopedValue.where(STEPS, steps).run(work);
    }

    @Override
    public boolean matches(String value) {
        var steps = STEPS.isBound() ? STEPS.get() : new Steps();
        try {
            return pattern.matcher(new Watched(value, steps)).find();
        } catch (TooManySteps endless) {
            return false;
        } catch (StackOverflowError deep) {
            // Java's patterns go a level down for each repetition of a group.
            steps.spend();
            return false;
        }
    }

    /** How often the patterns of one check may look at a character. */
    static final class Steps {

        private static final int MOST = 200_000;

        private int left = MOST;

        boolean areSpent() {
            return left < 0;
        }

        private void take() {
            if (left < 0 || --left < 0) {
                throw new TooManySteps();
            }
        }

        private void spend() {
            left = -1;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private record Watched(CharSequence text, Steps steps) implements CharSequence {

        @Override
        public char charAt(int index) {
            steps.take();
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
