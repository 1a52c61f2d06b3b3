// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.pgclient.PgException;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Tells a failure that the same message will meet every time from one that passes. Only what surely
 * comes from the message and our own code counts; whatever else fails may be a dependency.
 */
final class Defect {

    /** Data exceptions and violated constraints. */
    private static final Set<String> SQL_CLASSES = Set.of("22", "23");

    private Defect() {}

    static boolean in(Throwable failure) {
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
            case PgException refusal -> SQL_CLASSES.contains(refusal.getSqlState().substring(0, 2));
            default -> false;
        };
    }
}
