// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

    private static Throwable refusal(String state) {
        return new IllegalStateException(
                "wrapped", new PgException("message", "ERROR", state, null));
    }

    @Test
    void aUniqueViolationIsFoundBelowWrappers() {
        assertThat(SqlFailure.uniqueViolation(refusal("23505"))).isTrue();
        assertThat(SqlFailure.uniqueViolation(refusal("23503"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aLostRaceMayBeRunAgain(String state) {
        assertThat(SqlFailure.lostRace(refusal(state))).isTrue();
        assertThat(SqlFailure.unreachable(refusal(state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03"})
    void aDatabaseThatGoesAwayIsUnreachable(String state) {
        assertThat(SqlFailure.unreachable(refusal(state))).isTrue();
    }

    @Test
    void onlyAPoolThatIsFullOrSlowIsCrowded() {
        var full = new ConnectionPoolTooBusyException("full");
        var slow = new IllegalStateException(new NoStackTraceThrowable("Timeout"));

        assertThat(new StoreUnavailable(full).isCrowded()).isTrue();
        assertThat(new StoreUnavailable(slow).isCrowded()).isTrue();
        assertThat(SqlFailure.unreachable(full)).isTrue();
        assertThat(SqlFailure.unreachable(slow)).isTrue();
        assertThat(new StoreUnavailable(new ConnectException("refused")).isCrowded()).isFalse();
    }

    @Test
    void aRefusedConnectionIsUnreachable() {
        assertThat(SqlFailure.unreachable(new ConnectException("refused"))).isTrue();
        assertThat(SqlFailure.unreachable(refusal("42P01"))).isFalse();
    }
}
