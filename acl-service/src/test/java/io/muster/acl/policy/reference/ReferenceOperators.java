// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Caller;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code attr}, {@code op} and {@code value}. */
final class ReferenceOperators {

    private ReferenceOperators() {}

    static Boolean test(JsonNode object, Caller caller) {
        var actual = ReferenceAttributes.value(object.get("attr").asText(), caller);
        var value = object.get("value");
        var operator = object.get("op").asText();
        if (actual != null && actual.isNull()) {
            return null;
        }
        if (operator.equals("exists")) {
            return (actual != null) == value.asBoolean();
        }
        return actual == null ? null : test(operator, actual, value);
    }

    private static Boolean test(String operator, JsonNode actual, JsonNode value) {
        return switch (operator) {
            case "eq" -> among(actual, List.of(value));
            case "ne" -> not(among(actual, List.of(value)));
            case "in" -> among(actual, list(value));
            case "not_in" -> not(among(actual, list(value)));
            case "contains" -> containing(actual, List.of(value));
            case "contains_any" -> containing(actual, list(value));
            case "prefix" -> text(actual, text -> text.startsWith(value.asText()));
            case "suffix" -> text(actual, text -> text.endsWith(value.asText()));
            case "glob" -> text(actual, text -> glob(value.asText(), text));
            case "lt" -> number(actual, value, sign -> sign < 0);
            case "le" -> number(actual, value, sign -> sign <= 0);
            case "gt" -> number(actual, value, sign -> sign > 0);
            case "ge" -> number(actual, value, sign -> sign >= 0);
            case "cidr" -> actual.isTextual() ? inRange(actual.asText(), value) : null;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Boolean not(Boolean truth) {
        return truth == null ? null : Boolean.valueOf(!truth);
    }

    private static List<JsonNode> list(JsonNode node) {
        var list = new ArrayList<JsonNode>();
        node.forEach(list::add);
        return list;
    }

    private static boolean like(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static Boolean among(JsonNode actual, List<JsonNode> wanted) {
        if (wanted.stream().anyMatch(one -> like(one, actual))) {
            return true;
        }
        boolean comparable =
                wanted.stream()
                        .anyMatch(one ->
                                actual.isValueNode() && one.getNodeType() == actual.getNodeType());
        return comparable ? Boolean.FALSE : null;
    }

    private static Boolean containing(JsonNode actual, List<JsonNode> wanted) {
        return actual.isArray()
                ? Boolean.valueOf(
                        list(actual).stream()
                                .anyMatch(
                                        entry -> wanted.stream().anyMatch(one -> like(one, entry))))
                : null;
    }

    private static Boolean text(JsonNode actual, Predicate<String> test) {
        return actual.isTextual() ? Boolean.valueOf(test.test(actual.asText())) : null;
    }

    private static Boolean number(JsonNode actual, JsonNode bound, Predicate<Integer> test) {
        return actual.isNumber()
                ? Boolean.valueOf(test.test(actual.decimalValue().compareTo(bound.decimalValue())))
                : null;
    }

    private static boolean glob(String pattern, String text) {
        var regex =
                pattern.codePoints()
                        .mapToObj(Character::toString)
                        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
                        .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    static Boolean inRange(String address, JsonNode ranges) {
        var bytes = address == null ? null : literal(address);
        return bytes == null
                ? null
                : Boolean.valueOf(
                        ReferenceInterpreter.texts(ranges).stream()
                                .anyMatch(range -> inRange(bytes, range)));
    }

    private static boolean inRange(byte[] address, String range) {
        var network = literal(range.substring(0, range.indexOf('/')));
        int prefix = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        int mapped = range.contains(":") && network.length == 4 ? 96 : 0;
        int hostBits = network.length * 8 - (prefix - mapped);
        return network.length == address.length
                && new BigInteger(1, network)
                        .shiftRight(hostBits)
                        .equals(new BigInteger(1, address).shiftRight(hostBits));
    }

    /**
     * The JDK makes an IPv4 address of a mapped one, as we want it, and asks no resolver; but it
     * also reads {@code 10.0} as an address, as we do not.
     */
    private static byte[] literal(String text) {
        if (!text.contains(":") && !text.matches("[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+")) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
