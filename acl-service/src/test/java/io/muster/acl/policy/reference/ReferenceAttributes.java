// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Caller;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that is known of a caller as JSON objects, and names as paths into them. */
final class ReferenceAttributes {

    private static final Pattern QUOTED = Pattern.compile("\\['([^']*)']");
    private static final Pattern LEVEL = Pattern.compile("[^/+#\\x00-\\x1f\\x7f-\\x9f]+");
    private static final char QUOTED_DOT = '\1';

    private ReferenceAttributes() {}

    /** The value; null when there is none. */
    static JsonNode value(String name, Caller caller) {
        var members = dotted(name).split("\\.");
        var node = root(members[0], caller);
        for (int i = 1; i < members.length; i++) {
            node = node == null ? null : node.get(members[i].replace(QUOTED_DOT, '.'));
        }
        return node;
    }

    private static String dotted(String name) {
        return QUOTED.matcher(name)
                .replaceAll(member ->
                        Matcher.quoteReplacement("." + member.group(1).replace('.', QUOTED_DOT)));
    }

    private static JsonNode root(String name, Caller caller) {
        return switch (name) {
            case "claims" -> caller.subject().claims();
            case "attrs" -> caller.subject().attributes();
            case "subject" -> subject(caller);
            case "client" -> client(caller);
            case "cert" -> certificate(caller);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ObjectNode subject(Caller caller) {
        var subject = JsonNodeFactory.instance.objectNode();
        subject.put("id", caller.subject().id()).put("type", caller.subject().type());
        if (caller.subject().tenant() != null) {
            subject.put("tenant", caller.subject().tenant().value());
        }
        list(subject, "groups", List.copyOf(caller.subject().groups()));
        return subject;
    }

    private static ObjectNode client(Caller caller) {
        var client = JsonNodeFactory.instance.objectNode();
        put(client, "id", caller.clientId());
        put(client, "username", caller.username());
        put(client, "ip", caller.origin().ip());
        put(client, "listener", caller.origin().listener());
        return client;
    }

    private static ObjectNode certificate(Caller caller) {
        var facts = caller.subject().certificate();
        if (facts == null) {
            return null;
        }
        var cert = JsonNodeFactory.instance.objectNode();
        put(cert, "cn", facts.cn());
        put(cert, "serial", facts.serial());
        put(cert, "issuer", facts.issuer());
        cert.put("verified", facts.verified());
        list(cert, "san_uri", facts.sanUri());
        list(cert, "san_dns", facts.sanDns());
        return cert;
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void list(ObjectNode node, String name, List<String> values) {
        var list = node.putArray(name);
        values.forEach(list::add);
    }

    /** The value as part of one level of a topic; null when it can't be. */
    static String levelText(String name, Caller caller) {
        var value = value(name, caller);
        if (value != null && name.startsWith("cert.san_") && value.size() == 1) {
            value = value.get(0);
        }
        boolean plain =
                value != null
                        && (value.isTextual() || value.isIntegralNumber() || value.isBoolean());
        return plain && LEVEL.matcher(value.asText()).matches() ? value.asText() : null;
    }
}
