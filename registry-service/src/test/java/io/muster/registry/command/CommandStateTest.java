// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandStateTest {

    @ParameterizedTest
    @CsvSource({
        "QUEUED, SENT",
        "QUEUED, ACKED",
        "QUEUED, DONE",
        "QUEUED, EXPIRED",
        "SENT, ACKED",
        "SENT, DONE",
        "SENT, FAILED",
        "ACKED, DONE",
        "ACKED, EXPIRED"
    })
    void aLaterStateIsReachedFromAnyOpenOne(CommandState from, CommandState to) {
        assertThat(from.leadsTo(to)).isTrue();
        assertThat(to.leadsTo(from)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DONE", "FAILED", "EXPIRED"})
    void whatIsOverStaysAsItIs(CommandState over) {
        for (var state : CommandState.values()) {
            assertThat(over.leadsTo(state)).isFalse();
        }
    }

    @Test
    void aRepeatedAnswerChangesNothing() {
        assertThat(CommandState.ACKED.leadsTo(CommandState.ACKED)).isFalse();
    }
}
