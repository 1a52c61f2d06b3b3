// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/**
 * Kleene's three values: a condition about something that is not known is neither true nor false.
 */
public enum Truth {
    FALSE,
    /** Something that the condition asks is not known. */
    UNKNOWN,
    TRUE;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** What is unknown stays unknown. */
    Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }
}
