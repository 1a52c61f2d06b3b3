// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.problem.ProblemException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTest {

    @ParameterizedTest
    @CsvSource({
        ",       ,   ,   true",
        ",       ,   3,  true",
        "*,      ,   ,   false",
        "*,      ,   3,  true",
        "'\"3\"',,   3,  true",
        "'\"3\"',,   4,  false",
        "'\"3\"',,   ,   false",
        "'W/\"3\"',, 3,  false",
        "three,  ,   3,  false",
        ",       *,  ,   true",
        ",       *,  3,  false",
    })
    void itIsMetOrNot(
            @Nullable String match, @Nullable String noneMatch, @Nullable Long at, boolean met) {
        var version = at == null ? OptionalLong.empty() : OptionalLong.of(at);

        var required = Precondition.of(match, noneMatch);

        if (met) {
            required.require(version);
        } else {
            assertThatThrownBy(() -> required.require(version))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.getStatusCode()).isEqualTo(412));
        }
    }

    @Test
    void twoThatContradictAreAMistake() {
        assertThatThrownBy(() -> Precondition.of("*", "*")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Precondition.of(null, "\"3\""))
                .isInstanceOf(ProblemException.class);
    }
}
