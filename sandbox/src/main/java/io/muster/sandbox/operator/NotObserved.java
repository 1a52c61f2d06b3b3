// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

/** What should have been seen was not: the message says what, for people to read. */
public final class NotObserved extends Exception {

    /** With what was expected and what was seen instead. */
    public NotObserved(String message) {
        super(message);
    }

    /** Fails with the message unless the condition holds. */
    public static void unless(boolean condition, String message) throws NotObserved {
        if (!condition) {
            throw new NotObserved(message);
        }
    }
}
