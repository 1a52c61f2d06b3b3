// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.delivery.Sequence;
import io.muster.shadow.json.ExactNumber;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Plan;
import io.muster.shadow.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The ledger as one object, for storage. What is as it was in the beginning is left out, so that
 * the ledger of a shadow that uses none of it is a few bytes.
 */
public final class LedgerJson {

    private LedgerJson() {}

    /** The stored form. */
    public static ObjectNode of(Ledger ledger) {
        var json = Json.object();
        put(json, "desiredVersion", ledger.desiredVersion(), 0);
        put(json, "reportedVersion", ledger.reportedVersion(), 0);
        put(json, "sequence", ledger.sequence().last(), Sequence.NONE);
        if (ledger.policy() != ConflictPolicy.LWW) {
            json.put("policy", ledger.policy().name());
        }
        put(json, ledger.delivery());
        putAll(json, "ends", ledger.timetable().ends(), end -> ExactNumber.of(end.toEpochMilli()));
        putAll(json, "plans", ledger.timetable().plans(), LedgerJson::plan);
        putAll(json, "removals", ledger.removals().entries(), ExactNumber::of);
        put(json, "removalsForgotten", ledger.removals().forgotten(), 0);
        return json;
    }

    /** Reads what {@link #of} wrote; an empty object is a new ledger. */
    public static Ledger parse(ObjectNode json) {
        return new Ledger(
                json.path("desiredVersion").asLong(0),
                json.path("reportedVersion").asLong(0),
                delivery(json),
                new Sequence(json.path("sequence").asLong(Sequence.NONE)),
                new Timetable(
                        all(json.path("ends"), end -> Instant.ofEpochMilli(end.asLong())),
                        all(json.path("plans"), LedgerJson::plan)),
                new Removals(
                        all(json.path("removals"), JsonNode::asLong),
                        json.path("removalsForgotten").asLong(0)),
                ConflictPolicy.valueOf(json.path("policy").asText(ConflictPolicy.LWW.name())));
    }

    private static void put(ObjectNode json, Delivery delivery) {
        if (delivery.state() != Delivery.NEW.state()) {
            json.put("state", delivery.state().name());
        }
        put(json, "delivered", delivery.deliveredVersion(), 0);
        put(json, "applied", delivery.appliedVersion(), 0);
        delivery.failure().ifPresent(failure -> json.put("failure", failure));
    }

    private static Delivery delivery(ObjectNode json) {
        var state = json.path("state").asText(Delivery.NEW.state().name());
        return new Delivery(
                Delivery.State.valueOf(state),
                json.path("delivered").asLong(0),
                json.path("applied").asLong(0),
                Optional.ofNullable(json.path("failure").textValue()));
    }

    private static JsonNode plan(Plan plan) {
        var json = Json.object().put("at", plan.at().toEpochMilli());
        plan.ttl().ifPresent(ttl -> json.put("ttl", ttl.toMillis()));
        return json.set("value", plan.value());
    }

    private static Plan plan(JsonNode json) {
        var ttl = Optional.ofNullable(json.get("ttl")).map(t -> Duration.ofMillis(t.asLong()));
        return new Plan(json.path("value"), Instant.ofEpochMilli(json.path("at").asLong()), ttl);
    }

    private static void put(ObjectNode json, String name, long value, long beginning) {
        if (value != beginning) {
            json.put(name, value);
        }
    }

    private static <T> void putAll(
            ObjectNode json,
            String name,
            SortedMap<Pointer, T> entries,
            Function<T, JsonNode> value) {
        if (!entries.isEmpty()) {
            var object = json.putObject(name);
            entries.forEach((place, entry) -> object.set(place.toString(), value.apply(entry)));
        }
    }

    private static <T> SortedMap<Pointer, T> all(JsonNode json, Function<JsonNode, T> value) {
        var entries = new TreeMap<Pointer, T>();
        json.properties()
                .forEach(member ->
                        entries.put(
                                Pointer.parse(member.getKey()).orElseThrow(),
                                value.apply(member.getValue())));
        return entries;
    }
}
