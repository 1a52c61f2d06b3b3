// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {

    private static TimeWindow window(String days, String from, String to, String zone) {
        var named = days == null ? "" : ",'days':['" + days.replace(",", "','") + "']";
        return TimeWindow.parse(
                Policies.json(
                        "{'from':'%s','to':'%s','tz':'%s'%s}".formatted(from, to, zone, named)),
                "");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "any",
            value = {
                // 2026-11-23 is a Monday.
                "any, 06:00, 22:00, UTC, 2026-11-23T06:00:00Z, true",
                "any, 06:00, 22:00, UTC, 2026-11-23T05:59:59.999999999Z, false",
                "any, 06:00, 22:00, UTC, 2026-11-23T21:59:59.999999999Z, true",
                "any, 06:00, 22:00, UTC, 2026-11-23T22:00:00Z, false",
                "any, 06:00, 22:00, Europe/Athens, 2026-11-23T04:00:00Z, true",
                "any, 06:00, 22:00, Europe/Athens, 2026-11-23T20:00:00Z, false",
                "mon-fri, 06:00, 22:00, UTC, 2026-11-27T12:00:00Z, true",
                "mon-fri, 06:00, 22:00, UTC, 2026-11-28T12:00:00Z, false",
                "sat-mon, 06:00, 22:00, UTC, 2026-11-23T12:00:00Z, true",
                "sat-mon, 06:00, 22:00, UTC, 2026-11-24T12:00:00Z, false",
                "'tue,sun', 06:00, 22:00, UTC, 2026-11-29T12:00:00Z, true",
                "'tue,sun', 06:00, 22:00, UTC, 2026-11-25T12:00:00Z, false",
                // The day is the zone's, not Greenwich's.
                "mon, 00:00, 06:00, Asia/Tokyo, 2026-11-22T16:00:00Z, true",
                "sun, 00:00, 06:00, Asia/Tokyo, 2026-11-22T16:00:00Z, false",
                // Over midnight: the day on which it opened.
                "fri, 22:00, 06:00, UTC, 2026-11-27T23:00:00Z, true",
                "fri, 22:00, 06:00, UTC, 2026-11-28T05:59:00Z, true",
                "fri, 22:00, 06:00, UTC, 2026-11-28T06:00:00Z, false",
                "fri, 22:00, 06:00, UTC, 2026-11-27T05:00:00Z, false",
                "fri, 22:00, 06:00, UTC, 2026-11-28T22:00:00Z, false",
                "any, 22:00, 00:00, UTC, 2026-11-27T23:59:59Z, true",
                "any, 22:00, 00:00, UTC, 2026-11-28T00:00:00Z, false",
                // Clocks go from 03:00 to 04:00 in Athens on 2026-03-29 at 01:00Z.
                "any, 02:30, 03:30, Europe/Athens, 2026-03-29T00:59:00Z, true",
                "any, 02:30, 03:30, Europe/Athens, 2026-03-29T01:00:00Z, false",
                "any, 03:10, 03:50, Europe/Athens, 2026-03-29T01:00:00Z, false",
                // Clocks go from 04:00 to 03:00 there on 2026-10-25 at 01:00Z.
                "any, 03:30, 03:45, Europe/Athens, 2026-10-25T00:30:00Z, true",
                "any, 03:30, 03:45, Europe/Athens, 2026-10-25T01:00:00Z, false",
                "any, 03:30, 03:45, Europe/Athens, 2026-10-25T01:30:00Z, true",
            })
    void theClockOnTheWallDecides(
            String days, String from, String to, String zone, Instant now, boolean inside) {
        assertThat(window(days, from, to, zone).contains(now)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "06:00, 22:00, UTC, 2026-11-23T10:00:00Z, 2026-11-23T22:00:00Z",
        "06:00, 22:00, UTC, 2026-11-23T22:00:00Z, 2026-11-24T06:00:00Z",
        "22:00, 06:00, UTC, 2026-11-23T23:00:00Z, 2026-11-24T06:00:00Z",
        "06:00, 22:00, Europe/Athens, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "03:30, 03:45, Europe/Athens, 2026-10-25T00:45:00Z, 2026-10-25T01:00:00Z",
        "03:30, 03:45, Europe/Athens, 2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z",
    })
    void theNextEdge(String from, String to, String zone, Instant now, Instant edge) {
        assertThat(window(null, from, to, zone).nextEdge(now)).isEqualTo(edge);
    }

    /** Minute by minute over a week with a change of clocks, no edge is missed. */
    @Test
    void nothingChangesBetweenEdges() {
        var window = window("fri-sun", "22:30", "03:15", "Europe/Athens");
        var end = Instant.parse("2026-10-30T00:00:00Z");
        for (var now = Instant.parse("2026-10-20T00:00:00Z"); now.isBefore(end); ) {
            var edge = window.nextEdge(now);
            for (var at = now; at.isBefore(edge); at = at.plusSeconds(60)) {
                assertThat(window.contains(at)).as("%s", at).isEqualTo(window.contains(now));
            }
            now = edge;
        }
    }
}
