// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Conditions straight from the JSON; true, false, or null for unknown. */
final class ReferenceConditions {

    private ReferenceConditions() {}

    /** What conditions are about. */
    record Facts(
            Caller caller,
            String action,
            Integer qos,
            Retain retain,
            Boolean shared,
            Instant now,
            boolean clientIdFits) {

        Facts on(String other) {
            return new Facts(caller, other, qos, retain, shared, now, clientIdFits);
        }

        Facts anyClientId() {
            return new Facts(caller, action, qos, retain, shared, now, true);
        }
    }

    static Boolean test(JsonNode object, Facts facts) {
        var truths = new ArrayList<Boolean>();
        for (var name : (Iterable<String>) object::fieldNames) {
            truths.add(member(name, object, facts));
        }
        return all(truths);
    }

    private static Boolean all(List<Boolean> truths) {
        if (truths.contains(false)) {
            return false;
        }
        return truths.contains(null) ? null : Boolean.TRUE;
    }

    private static Boolean any(List<Boolean> truths) {
        if (truths.contains(true)) {
            return true;
        }
        return truths.contains(null) ? null : Boolean.FALSE;
    }

    private static Boolean not(Boolean truth) {
        return truth == null ? null : Boolean.valueOf(!truth);
    }

    private static List<Boolean> each(JsonNode list, Function<JsonNode, Boolean> test) {
        var truths = new ArrayList<Boolean>();
        list.forEach(node -> truths.add(test.apply(node)));
        return truths;
    }

    private static Boolean member(String name, JsonNode object, Facts facts) {
        var value = object.get(name);
        var origin = facts.caller().origin();
        return switch (name) {
            case "all" -> all(each(value, node -> test(node, facts)));
            case "any" -> any(each(value, node -> test(node, facts)));
            case "not" -> not(test(value, facts));
            case "attr" -> ReferenceOperators.test(object, facts.caller());
            case "op", "value" -> true;
            case "client_id" -> facts.clientIdFits() ? Boolean.TRUE : clientId(value, facts);
            case "qos_max" -> qos(facts, qos -> qos <= value.asInt());
            case "qos_in" -> qos(facts, qos -> contains(value, qos));
            case "retain" -> retain(facts, value.asBoolean());
            case "shared" -> shared(facts, value.asBoolean());
            case "ip_range" -> ReferenceOperators.inRange(origin.ip(), value);
            case "listener" -> among(origin.listener(), value);
            case "protocol" -> among(origin.protocol(), value);
            case "tls" ->
                    origin.tls() == null
                            ? null
                            : Boolean.valueOf(origin.tls() == value.asBoolean());
            case "not_before" -> !facts.now().isBefore(moment(value));
            case "not_after" -> !facts.now().isAfter(moment(value));
            case "time_window" -> window(value, facts.now());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Instant moment(JsonNode value) {
        return OffsetDateTime.parse(value.asText()).toInstant();
    }

    private static Boolean among(String actual, JsonNode wanted) {
        return actual == null
                ? null
                : Boolean.valueOf(ReferenceInterpreter.texts(wanted).contains(actual));
    }

    private static boolean contains(JsonNode list, int number) {
        return each(list, node -> node.asInt() == number).contains(true);
    }

    private static Boolean qos(Facts facts, Function<Integer, Boolean> test) {
        if (facts.action().equals("connect") || facts.action().equals("unsubscribe")) {
            return false;
        }
        var qos = facts.qos();
        return qos == null || qos < 0 || qos > 2 ? null : test.apply(qos);
    }

    private static Boolean retain(Facts facts, boolean wanted) {
        if (!List.of("publish", "will", "retain", "receive").contains(facts.action())) {
            return false;
        }
        return facts.retain() == Retain.UNKNOWN
                ? null
                : Boolean.valueOf((facts.retain() == Retain.YES) == wanted);
    }

    private static Boolean shared(Facts facts, boolean wanted) {
        if (!List.of("subscribe", "unsubscribe").contains(facts.action())) {
            return false;
        }
        return facts.shared() == null ? null : Boolean.valueOf(facts.shared() == wanted);
    }

    private static Boolean clientId(JsonNode patterns, Facts facts) {
        var truths = new ArrayList<Boolean>();
        for (var pattern : ReferenceInterpreter.texts(patterns)) {
            var regex = clientIdRegex(pattern, facts.caller());
            truths.add(
                    regex == null
                            ? null
                            : Boolean.valueOf(
                                    Pattern.compile(regex, Pattern.DOTALL)
                                            .matcher(facts.caller().clientId())
                                            .matches()));
        }
        return any(truths);
    }

    private static String clientIdRegex(String pattern, Caller caller) {
        var regex = new StringBuilder();
        var matcher = Pattern.compile("\\$\\{([^}]*)}|\\*|[^*$]+|\\$").matcher(pattern);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                var value = ReferenceAttributes.levelText(matcher.group(1), caller);
                if (value == null) {
                    return null;
                }
                regex.append(Pattern.quote(value));
            } else {
                regex.append(matcher.group().equals("*") ? ".*" : Pattern.quote(matcher.group()));
            }
        }
        return regex.toString();
    }

    private static boolean window(JsonNode window, Instant now) {
        var local = now.atZone(ZoneId.of(window.get("tz").asText()));
        int minute = local.getHour() * 60 + local.getMinute();
        int from = minutes(window.get("from").asText());
        int to = minutes(window.get("to").asText());
        var days = days(window);
        if (from < to) {
            return days.contains(local.getDayOfWeek()) && minute >= from && minute < to;
        }
        return minute >= from
                ? days.contains(local.getDayOfWeek())
                : minute < to && days.contains(local.minusDays(1).getDayOfWeek());
    }

    private static int minutes(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static List<DayOfWeek> days(JsonNode window) {
        if (!window.has("days")) {
            return List.of(DayOfWeek.values());
        }
        var days = new ArrayList<DayOfWeek>();
        for (var text : ReferenceInterpreter.texts(window.get("days"))) {
            var ends =
                    List.of(text.split("-")).stream()
                            .map(ReferenceConditions::day)
                            .collect(Collectors.toList());
            var day = ends.getFirst();
            days.add(day);
            while (day != ends.getLast()) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        for (var day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
