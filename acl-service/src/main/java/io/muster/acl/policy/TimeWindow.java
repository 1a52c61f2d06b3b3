// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.Members;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hours of the day, as the clock on the wall shows them: where it is put forward or back, the
 * window is shorter or longer, or opens twice. A window over midnight belongs to the day on which
 * it opened.
 *
 * @param days on which it opens
 * @param to the first moment that is no more inside
 */
record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) implements Check {

    private static final Set<String> KNOWN = Set.of("days", "from", "to", "tz");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final List<String> NAMES =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    TimeWindow {
        days = Set.copyOf(days);
    }

    static TimeWindow parse(JsonNode node, String pointer) {
        var members = Members.of(node, pointer, KNOWN);
        var days = members.has("days") ? days(members) : EnumSet.allOf(DayOfWeek.class);
        var from = time(members, "from");
        var to = time(members, "to");
        if (from.equals(to)) {
            throw new PolicyFault(members.at("to"), "is the same as from: the window never opens");
        }
        return new TimeWindow(days, from, to, zone(members));
    }

    private static LocalTime time(Members members, String name) {
        var text = members.text(name);
        if (!TIME.matcher(text).matches()) {
            throw new PolicyFault(members.at(name), "must be a time such as 06:00");
        }
        return LocalTime.parse(text);
    }

    private static ZoneId zone(Members members) {
        try {
            return ZoneId.of(members.text("tz"));
        } catch (DateTimeException unknown) {
            throw new PolicyFault(members.at("tz"), "must be a time zone such as Europe/Athens");
        }
    }

    private static Set<DayOfWeek> days(Members members) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var text : members.texts("days")) {
            var ends = text.split("-", -1);
            int first = NAMES.indexOf(ends[0]);
            int last = NAMES.indexOf(ends[ends.length - 1]);
            if (ends.length > 2 || first < 0 || last < 0) {
                throw new PolicyFault(members.at("days"), "knows mon to sun and mon-fri: " + text);
            }
            addAll(days, DayOfWeek.of(first + 1), DayOfWeek.of(last + 1));
        }
        return days;
    }

    /** A range may run over the end of the week. */
    private static void addAll(Set<DayOfWeek> days, DayOfWeek first, DayOfWeek last) {
        days.add(last);
        for (var day = first; day != last; day = day.plus(1)) {
            days.add(day);
        }
    }

    @Override
    public Truth test(Situation situation) {
        return Truth.of(contains(situation.now()));
    }

    boolean contains(Instant now) {
        var local = LocalDateTime.ofInstant(now, zone);
        var time = local.toLocalTime();
        var today = local.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(today) && !time.isBefore(from))
                || (days.contains(today.minus(1)) && time.isBefore(to));
    }

    @Override
    public Fact fact() {
        return Fact.TIME;
    }

    /**
     * The next time that the clock shows {@code from} or {@code to}, or is itself put forward or
     * back; perhaps too early, since it may not be one of the days, but never too late.
     */
    @Override
    public Instant nextEdge(Instant now) {
        var date = LocalDateTime.ofInstant(now, zone).toLocalDate();
        var edges =
                Stream.of(date, date.plusDays(1), date.plusDays(2))
                        .flatMap(day -> Stream.of(day.atTime(from), day.atTime(to)))
                        .map(local -> ZonedDateTime.of(local, zone))
                        .flatMap(edge ->
                                Stream.of(
                                        edge.withEarlierOffsetAtOverlap(),
                                        edge.withLaterOffsetAtOverlap()))
                        .map(ZonedDateTime::toInstant);
        var change = zone.getRules().nextTransition(now);
        var changes = change == null ? Stream.<Instant>empty() : Stream.of(change.getInstant());
        return Stream.concat(edges, changes)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(now);
    }
}
