// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.sql;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed statement means to the code that issued it. Causes are searched, because layers
 * above the driver wrap.
 */
public final class SqlFailure {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final String CANCELLED = "57014";
    private static final String POOL_TIMEOUT = "Timeout";

    private SqlFailure() {}

    /**
     * Says whether a unique key refused the row; with more than one key, name the constraint that
     * is meant.
     */
    public static boolean uniqueViolation(Throwable failure) {
        return hasState(failure, UNIQUE_VIOLATION);
    }

    /** Says whether the unique key with this name refused the row. */
    public static boolean uniqueViolation(Throwable failure, String constraint) {
        return uniqueViolation(failure)
                && database(failure)
                        .map(PgException::getConstraint)
                        .filter(constraint::equals)
                        .isPresent();
    }

    /**
     * Says whether the database refused what it was given, and would again. Classes: 22 data
     * exception, 23 violated constraint.
     */
    public static boolean refusedValue(Throwable failure) {
        var state = database(failure).map(PgException::getSqlState).orElse("");
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Says whether the database ended the statement, which took longer than it may. */
    public static boolean tookTooLong(Throwable failure) {
        return hasState(failure, CANCELLED);
    }

    /**
     * Says whether the same transaction, run again from its start, may succeed: it lost to a
     * concurrent one.
     */
    static boolean lostRace(Throwable failure) {
        return hasState(failure, SERIALIZATION_FAILURE) || hasState(failure, DEADLOCK);
    }

    /**
     * Says whether the database could not be asked, as opposed to having refused. Classes: 08
     * connection, 53 resources, 57P operator intervention (shutdown, crash, starting up).
     */
    static boolean unreachable(Throwable failure) {
        var state = database(failure).map(PgException::getSqlState).orElse("");
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || noConnection(failure);
    }

    /**
     * Says whether the database may be well, but all connections to it were in use for too long.
     */
    static boolean crowded(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof ConnectionPoolTooBusyException) {
                return true;
            }
            if (at instanceof NoStackTraceThrowable) {
                return POOL_TIMEOUT.equals(at.getMessage());
            }
        }
        return false;
    }

    /** The driver reports a slow pool as a bare {@link NoStackTraceThrowable}. */
    private static boolean noConnection(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException
                    || at instanceof ClosedConnectionException
                    || at instanceof TimeoutException
                    || at instanceof ConnectionPoolTooBusyException
                    || at instanceof NoStackTraceThrowable) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasState(Throwable failure, String state) {
        return database(failure).map(PgException::getSqlState).filter(state::equals).isPresent();
    }

    private static Optional<PgException> database(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof PgException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
