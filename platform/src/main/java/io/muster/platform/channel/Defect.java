// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.muster.platform.sql.SqlFailure;
import java.util.NoSuchElementException;

/**
 * Tells a failure that the same message will meet every time from one that passes. Only what surely
 * comes from the message and our own code counts; whatever else fails may be a dependency.
 */
public final class Defect {

    private Defect() {}

    /** Whether one is among a failure and its causes. */
    public static boolean in(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (ours(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ours(Throwable failure) {
        return switch (failure) {
            case NullPointerException _,
                    ClassCastException _,
                    IllegalArgumentException _,
                    IndexOutOfBoundsException _,
                    ArithmeticException _,
                    NoSuchElementException _,
                    JsonProcessingException _ ->
                    true;
            default -> SqlFailure.refusedValue(failure);
        };
    }
}
