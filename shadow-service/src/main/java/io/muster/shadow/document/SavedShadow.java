// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import io.muster.shadow.schedule.Plan;
import io.muster.shadow.schedule.Timetable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * A shadow as an export writes it, read back: by us or by whoever has edited it, so nothing of it
 * is believed.
 */
public final class SavedShadow {

    /** As far as every client counts exactly. */
    private static final long LAST_VERSION = (1L << 53) - 1;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final ObjectNode line;

    private SavedShadow(ObjectNode line) {
        this.line = line;
    }

    /** What came of reading one. */
    public sealed interface Reading {

        /** It was this. */
        record Sound(Shadow shadow) implements Reading {}

        /** It can't have been. */
        record Unsound(Refusal refusal) implements Reading {}
    }

    private static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String why;

        Unfit(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    /** The sections of a line, without anything else. */
    public static ObjectNode sections(ObjectNode line) {
        var sections = Json.object();
        for (var name : SectionName.values()) {
            var section = line.get(name.member());
            if (section != null) {
                sections.set(name.member(), section);
            }
        }
        return sections;
    }

    /** Whether the line says that there is no shadow any more. */
    public static boolean deleted(ObjectNode line) {
        return line.path("deleted").asBoolean(false);
    }

    /** All of a line whose sections are within the limits. */
    public static Reading read(ObjectNode line) {
        try {
            return new Reading.Sound(new SavedShadow(line).shadow());
        } catch (Unfit unfit) {
            return new Reading.Unsound(Refusal.notSaved(unfit.why));
        }
    }

    private Shadow shadow() {
        long version = version();
        if (deleted(line)) {
            return new Absent(version);
        }
        return new ShadowDocument(
                version,
                section(SectionName.DESIRED),
                section(SectionName.REPORTED),
                section(SectionName.TAGS),
                ledger(),
                time("createdAt"),
                time("updatedAt"));
    }

    private long version() {
        long version = number(line, "version");
        if (version < 1) {
            throw new Unfit("version must be at least 1.");
        }
        return version;
    }

    private static long number(ObjectNode json, String name) {
        var number = json.path(name);
        if (number.isMissingNode()) {
            return 0;
        }
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.asLong() < 0
                || number.asLong() > LAST_VERSION) {
            throw new Unfit(name + " must be a whole number below 2^53.");
        }
        return number.asLong();
    }

    private Instant time(String name) {
        try {
            var time = Instant.parse(line.path(name).asText());
            if (outside(time)) {
                throw new Unfit(name + " is out of range.");
            }
            return time;
        } catch (DateTimeException malformed) {
            throw new Unfit(name + " must be a time (RFC 3339).");
        }
    }

    private static boolean outside(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST);
    }

    private Section section(SectionName name) {
        var state = line.path(name.member());
        if (state.isMissingNode()) {
            return Section.empty();
        }
        if (!(state instanceof ObjectNode members) || hasNull(members)) {
            throw new Unfit(name.member() + " must be an object without nulls.");
        }
        var stamps = Stamps.parsed(members, line.path("metadata").path(name.member()));
        return Section.of(members, (ObjectNode) stamps);
    }

    /** The sections were found not to be nested too deeply. */
    private static boolean hasNull(JsonNode value) {
        for (var inner : value) {
            if (inner.isNull() || hasNull(inner)) {
                return true;
            }
        }
        return false;
    }

    /** A line without a ledger has the numbers, and nothing that waits. */
    private Ledger ledger() {
        var ledger = line.get("ledger");
        if (ledger == null) {
            return LedgerJson.parse(
                    Json.object()
                            .put("desiredVersion", number(line, "desiredVersion"))
                            .put("reportedVersion", number(line, "reportedVersion")));
        }
        if (!(ledger instanceof ObjectNode json)) {
            throw new Unfit("ledger must be an object.");
        }
        Stream.of("desiredVersion", "reportedVersion", "delivered", "applied", "sequence")
                .forEach(name -> number(json, name));
        return parsed(json);
    }

    private static Ledger parsed(ObjectNode json) {
        try {
            var ledger = LedgerJson.parse(json);
            requireTimes(ledger.timetable());
            requireModest(ledger);
            return ledger;
        } catch (IllegalArgumentException
                | NoSuchElementException
                | DateTimeException
                | ArithmeticException malformed) {
            throw new Unfit("ledger is not as an export writes it.");
        }
    }

    private static void requireTimes(Timetable timetable) {
        var ends = timetable.ends().values().stream();
        var plans = timetable.plans().values().stream().map(Plan::at);
        if (Stream.concat(ends, plans).anyMatch(SavedShadow::outside)) {
            throw new Unfit("ledger has a time that is out of range.");
        }
    }

    private static void requireModest(Ledger ledger) {
        boolean modest =
                ledger.removals().entries().size() <= Removals.MOST_ENTRIES
                        && ledger.delivery().failure().map(String::length).orElse(0) <= 4_096
                        && ledger.timetable().plans().values().stream()
                                .noneMatch(plan -> hasNull(plan.value()));
        if (!modest) {
            throw new Unfit("ledger has more than a shadow keeps.");
        }
    }
}
