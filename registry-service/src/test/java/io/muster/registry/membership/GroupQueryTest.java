// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.problem.ProblemException;
import io.muster.registry.identity.GroupPath;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupQueryTest {

    @ParameterizedTest
    @CsvSource({
        "state==ACTIVE, false, false",
        "presence.connected==false and type==pump, true, false",
        "attributes.presence.connected==false, false, false",
        "createdAt=lt=2026-01-01T00:00:00Z, false, false",
        "createdAt=lt=-P1D, false, true",
        "lastSeenAt=lt=2026-01-01T00:00:00Z, false, true",
        "presence.firmware==1 or cert.notAfter=lt=P14D, true, true"
    })
    void itIsKnownWhatChangesItsMembers(String text, boolean onPresence, boolean onTime) {
        var query = GroupQuery.parse(text);

        assertThat(query.onPresence()).isEqualTo(onPresence);
        assertThat(query.onTime()).isEqualTo(onTime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "group==/a", "x==1", "id==a\u0000b", "(id==a"})
    void whatIsNoQueryIsRefused(String text) {
        assertThatThrownBy(() -> GroupQuery.parse(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aQueryHasAtMost200Values() {
        assertThat(GroupQuery.parse(values(100)).text()).isNotEmpty();
        assertThatThrownBy(() -> GroupQuery.parse(values(101) + " or " + values(100)))
                .isInstanceOf(ProblemException.class);
    }

    private static String values(int count) {
        return IntStream.range(0, Math.min(count, 100))
                        .mapToObj(i -> "v" + i)
                        .collect(Collectors.joining(",", "attributes.a=in=(", ")"))
                + (count > 100 ? " or attributes.b==x" : "");
    }

    @Test
    void manyQueriesAreAskedAtOnceAndABrokenOneFindsNobody() {
        var one = new UUID(0, 1);
        var two = new UUID(0, 2);
        var predicates =
                Predicates.of(
                        List.of(
                                new LiveGroup(one, new GroupPath("/a"), "state==ACTIVE"),
                                new LiveGroup(two, new GroupPath("/b"), "gone==1")),
                        Instant.EPOCH,
                        3);

        assertThat(predicates.sql())
                .isEqualTo("($3::uuid, d.state = $4), ($5::uuid, (d.id = $6 AND d.id = $7))");
        assertThat(predicates.values()).containsExactly(one, "ACTIVE", two, "-", "+");
    }
}
