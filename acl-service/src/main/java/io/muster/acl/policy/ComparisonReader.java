// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.Members;
import io.muster.acl.policy.Comparison.Exists;
import io.muster.acl.policy.Comparison.Holds;
import io.muster.acl.policy.Operator.Among;
import io.muster.acl.policy.Operator.Containing;
import io.muster.acl.policy.Operator.InRanges;
import io.muster.acl.policy.Operator.OfNumber;
import io.muster.acl.policy.Operator.OfText;
import io.muster.acl.policy.Operator.Unlike;
import java.util.List;
import java.util.function.Predicate;

/** Reads {@code attr}, {@code op} and {@code value}, which stand together. */
final class ComparisonReader {

    private static final String VALUE = "value";

    private final Members members;

    private ComparisonReader(Members members) {
        this.members = members;
    }

    static Comparison read(Members members) {
        var attribute = Attribute.of(members.text("attr"), members.at("attr"));
        return new Comparison(attribute, new ComparisonReader(members).test());
    }

    private Comparison.Test test() {
        var operator = members.text("op");
        return operator.equals("exists")
                ? new Exists(members.flag(VALUE))
                : new Holds(of(operator));
    }

    private Operator of(String operator) {
        return switch (operator) {
            case "eq" -> new Among(List.of(scalar()));
            case "ne" -> new Unlike(new Among(List.of(scalar())));
            case "in" -> new Among(scalars());
            case "not_in" -> new Unlike(new Among(scalars()));
            case "contains" -> new Containing(List.of(scalar()));
            case "contains_any" -> new Containing(scalars());
            case "lt" -> number(sign -> sign < 0);
            case "le" -> number(sign -> sign <= 0);
            case "gt" -> number(sign -> sign > 0);
            case "ge" -> number(sign -> sign >= 0);
            case "cidr" -> new InRanges(ranges());
            default -> new OfText(textual(operator));
        };
    }

    private Predicate<String> textual(String operator) {
        return switch (operator) {
            case "prefix" -> {
                var prefix = text();
                yield actual -> actual.startsWith(prefix);
            }
            case "suffix" -> {
                var suffix = text();
                yield actual -> actual.endsWith(suffix);
            }
            case "glob" -> glob()::matches;
            default -> throw new PolicyFault(members.at("op"), "is not a known operator");
        };
    }

    private Glob glob() {
        var pattern = text();
        if (pattern.length() > Glob.MAX_LENGTH) {
            throw new PolicyFault(members.at(VALUE), "is longer than " + Glob.MAX_LENGTH);
        }
        return new Glob(pattern);
    }

    private OfNumber number(Predicate<Integer> sign) {
        var bound = members.get(VALUE);
        if (!Scalars.isNumber(bound)) {
            throw new PolicyFault(members.at(VALUE), "must be a number");
        }
        return new OfNumber(bound, sign);
    }

    private AddressRanges ranges() {
        return AddressRanges.parse(members.texts(VALUE), members.at(VALUE));
    }

    private String text() {
        return withoutVariable(members.text(VALUE), members.at(VALUE));
    }

    private JsonNode scalar() {
        return scalar(members.get(VALUE), members.at(VALUE));
    }

    private List<JsonNode> scalars() {
        var nodes = members.entries(VALUE);
        for (int i = 0; i < nodes.size(); i++) {
            scalar(nodes.get(i), members.at(VALUE) + "/" + i);
        }
        return nodes;
    }

    private static JsonNode scalar(JsonNode node, String pointer) {
        if (!Scalars.isScalar(node)) {
            throw new PolicyFault(pointer, "must be a text, a number, true or false");
        }
        if (node.isTextual()) {
            withoutVariable(node.textValue(), pointer);
        }
        return node;
    }

    private static String withoutVariable(String text, String pointer) {
        if (Template.hasVariable(text)) {
            throw new PolicyFault(pointer, "must not contain a variable");
        }
        return text;
    }
}
