// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policy documents at random, dense enough that most questions meet several rules. */
final class RandomPolicies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] LEVELS = {
        "a",
        "a",
        "b",
        "b",
        "",
        "+",
        "+",
        "$SYS",
        "$x",
        "ü",
        "\uD83D\uDE00",
        "${client.id}",
        "${client.id}",
        "${claims.sub}",
        "${subject.tenant}",
        "x-${client.id}",
        "${claims.missing}",
        "${claims['a.b']}",
        "${attrs.ward}",
        "${cert.san_dns}",
        "${subject.groups}",
        "${claims.n}-${claims.yes}",
        "${claims.list}",
        "${claims.half}"
    };
    private static final String[] ACTIONS = {
        "publish", "publish", "subscribe", "subscribe", "receive", "will", "retain", "unsubscribe"
    };
    private static final String[] TYPES = {"cert", "token", "password", "psk"};
    private static final String[] GROUPS = {"g", "h", "nobody"};
    private static final String[] RANGES = {
        "10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/32", "::ffff:10.0.0.0/104", "10.1.2.3/32"
    };
    private static final String[] ATTRIBUTES = {
        "claims.sub",
        "claims.n",
        "claims.half",
        "claims.yes",
        "claims.list",
        "claims.nothing",
        "claims.missing",
        "claims.deep.er",
        "claims['a.b']",
        "subject.groups",
        "subject.type",
        "subject.tenant",
        "cert.verified",
        "cert.san_uri",
        "attrs.ward",
        "client.ip",
        "client.listener",
        "client.username"
    };
    private static final String[] OPERATORS = {
        "eq",
        "ne",
        "in",
        "not_in",
        "contains",
        "contains_any",
        "prefix",
        "suffix",
        "glob",
        "lt",
        "le",
        "gt",
        "ge",
        "exists",
        "cidr"
    };
    private static final String[] MOMENTS = {
        "2026-03-29T00:59:59Z", "2026-03-29T03:30:00+02:00", "2026-11-23T10:00:00Z"
    };

    private final Random random;

    RandomPolicies(Random random) {
        this.random = random;
    }

    List<JsonNode> documents() {
        var documents = new ArrayList<JsonNode>();
        for (var id : List.of("b", "a", "c").subList(0, 1 + random.nextInt(3))) {
            documents.add(document(id));
        }
        return documents;
    }

    private JsonNode document(String id) {
        var document = JSON.objectNode().put("version", 1).put("id", id);
        if (random.nextBoolean()) {
            var mode = random.nextBoolean() ? "receive_filter" : "strict";
            document.putObject("defaults").put("effect", "deny").put("subscribe_deny", mode);
        }
        var rules = document.putArray("rules");
        int first = random.nextInt(20);
        for (int i = 0; i < random.nextInt(9); i++) {
            rules.add(rule("r" + (first + 7 * i) % 50));
        }
        return document;
    }

    ObjectNode rule(String id) {
        boolean denies = random.nextInt(3) == 0;
        var rule = JSON.objectNode().put("id", id).put("effect", denies ? "deny" : "allow");
        boolean connect = random.nextInt(6) == 0;
        rule.set("actions", connect ? JSON.arrayNode().add("connect") : actions());
        rule.set("resource", connect ? JSON.textNode("*") : resources());
        if (random.nextInt(3) == 0) {
            rule.set("subject", subject());
        }
        if (random.nextInt(2) == 0) {
            rule.set("conditions", condition(connect ? 2 : 0, 3));
        }
        if (denies && random.nextInt(3) == 0) {
            rule.put("on_missing", random.nextBoolean() ? "skip" : "apply");
        }
        return rule;
    }

    private ArrayNode actions() {
        var actions = JSON.arrayNode();
        if (random.nextInt(5) == 0) {
            return actions.add("*");
        }
        for (int i = 0; i <= random.nextInt(4); i++) {
            actions.add(any(ACTIONS));
        }
        return actions;
    }

    private JsonNode resources() {
        if (random.nextBoolean()) {
            return JSON.textNode(resource());
        }
        var resources = JSON.arrayNode();
        for (int i = 0; i <= random.nextInt(3); i++) {
            resources.add(resource());
        }
        return resources;
    }

    private String resource() {
        if (random.nextInt(20) == 0) {
            return "eq:a/${client.id}";
        }
        var levels = new ArrayList<String>();
        for (int i = 0; i < random.nextInt(4); i++) {
            levels.add(any(LEVELS));
        }
        if (random.nextInt(3) == 0 || levels.isEmpty()) {
            levels.add("#");
        }
        var text = String.join("/", levels);
        return text.isEmpty() ? "#" : text;
    }

    private ObjectNode subject() {
        var subject = JSON.objectNode();
        if (random.nextBoolean()) {
            subject.putArray("type").add(any(TYPES)).add(any(TYPES));
        }
        if (subject.isEmpty() || random.nextBoolean()) {
            subject.putArray("groups_any").add(any(GROUPS)).add(any(GROUPS));
        }
        return subject;
    }

    /**
     * @param clientIds how likely a condition on the client id is
     * @param depth how deep it may be nested
     */
    private ObjectNode condition(int clientIds, int depth) {
        var condition = JSON.objectNode();
        for (int i = 0; i <= random.nextInt(2); i++) {
            int kind = random.nextInt(16 + clientIds * 8);
            add(condition, kind, clientIds, depth > 0 ? depth - 1 : 0);
        }
        return condition;
    }

    private void add(ObjectNode condition, int kind, int clientIds, int depth) {
        switch (depth == 0 && kind > 11 && kind < 15 ? 15 : kind) {
            case 0 -> condition.put("qos_max", random.nextInt(3));
            case 1 -> condition.putArray("qos_in").add(random.nextInt(3)).add(random.nextInt(3));
            case 2 -> condition.put("retain", random.nextBoolean());
            case 3 -> condition.put("shared", random.nextBoolean());
            case 4 -> condition.put("ip_range", any(RANGES));
            case 5 -> condition.putArray("ip_range").add(any(RANGES)).add(any(RANGES));
            case 6 -> condition.set("time_window", window());
            case 7 -> condition.put("not_before", any(MOMENTS));
            case 8 -> condition.put("not_after", any(MOMENTS));
            case 9 -> condition.put("listener", "l1");
            case 10 -> condition.putArray("protocol").add("mqtt").add("mqtt5");
            case 11 -> condition.put("tls", random.nextBoolean());
            case 12 ->
                    condition
                            .putArray("all")
                            .add(condition(clientIds, depth))
                            .add(condition(0, depth));
            case 13 ->
                    condition
                            .putArray("any")
                            .add(condition(clientIds, depth))
                            .add(condition(0, depth));
            case 14 -> condition.set("not", condition(clientIds, depth));
            case 15 -> compare(condition);
            default -> condition.put("client_id", clientId());
        }
    }

    private String clientId() {
        return any(
                "*",
                "a*",
                "*b",
                "${claims.sub}",
                "${claims.sub}-*",
                "x-${cert.cn}",
                "a",
                "*a*",
                "${cert.san_dns}",
                "${claims.missing}");
    }

    private ObjectNode window() {
        int from = random.nextInt(24);
        int to = (from + 1 + random.nextInt(23)) % 24;
        var window =
                JSON.objectNode()
                        .put("from", "%02d:%s".formatted(from, any("00", "30")))
                        .put("to", "%02d:00".formatted(to))
                        .put("tz", any("Europe/Athens", "UTC", "America/New_York", "+05:30"));
        if (random.nextBoolean()) {
            window.putArray("days").add(any("mon-fri", "sat-mon", "sun", "wed", "tue-tue"));
        }
        return window;
    }

    private void compare(ObjectNode condition) {
        var operator = any(OPERATORS);
        condition.put("attr", any(ATTRIBUTES)).put("op", operator);
        condition.set("value", operand(operator));
    }

    private JsonNode operand(String operator) {
        return switch (operator) {
            case "in", "not_in", "contains_any" -> JSON.arrayNode().add(scalar()).add(scalar());
            case "prefix", "suffix" -> JSON.textNode(any("a", "b", "10.", "ü"));
            case "glob" -> JSON.textNode(any("*", "a*", "?", "*b*", "??*", "*.*.*"));
            case "lt", "le", "gt", "ge" ->
                    random.nextBoolean() ? JSON.numberNode(7) : JSON.numberNode(0.5);
            case "exists" -> JSON.booleanNode(random.nextBoolean());
            case "cidr" -> JSON.textNode(any(RANGES));
            default -> scalar();
        };
    }

    private JsonNode scalar() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.numberNode(7);
            case 1 -> JSON.numberNode(7.0);
            case 2 -> JSON.numberNode(0.5);
            case 3 -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(any("a", "b", "g", "acme", "token", "true"));
        };
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
