// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Caller;
import io.muster.acl.json.Members;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold besides action, resource and subject; all members hold together.
 *
 * @param clientId the client id fits this pattern
 * @param shared the subscription is, or is not, a shared one; unknown where the broker hides it
 * @param comparison one attribute equals one value
 */
record Conditions(
        @Nullable ClientIdPattern clientId,
        @Nullable Boolean shared,
        @Nullable Comparison comparison) {

    static final Conditions NONE = new Conditions(null, null, null);

    private static final Set<String> KNOWN = Set.of("client_id", "shared", "attr", "op", "value");

    /** One attribute compared with one value of the same type. */
    record Comparison(String attribute, String value) {

        private Truth evaluate(Caller caller) {
            var actual = caller.attribute(attribute);
            return actual == null ? Truth.UNKNOWN : Truth.of(actual.equals(value));
        }
    }

    static Conditions parse(JsonNode node, String pointer) {
        var members = Members.of(node, pointer, KNOWN);
        if (node.isEmpty()) {
            throw new PolicyFault(pointer, "must not be empty");
        }
        return new Conditions(
                members.findText("client_id")
                        .map(text -> ClientIdPattern.parse(text, members.at("client_id")))
                        .orElse(null),
                members.findFlag("shared").orElse(null),
                comparison(members));
    }

    private static @Nullable Comparison comparison(Members members) {
        boolean any =
                members.find("attr").isPresent()
                        || members.find("op").isPresent()
                        || members.find("value").isPresent();
        return any ? equality(members) : null;
    }

    private static Comparison equality(Members members) {
        var attribute = members.text("attr");
        var value = members.text("value");
        if (!Caller.ATTRIBUTES.contains(attribute)) {
            throw new PolicyFault(members.at("attr"), "is not a known attribute");
        }
        if (!members.text("op").equals("eq")) {
            throw new PolicyFault(members.at("op"), "is not a known operator");
        }
        if (value.contains("${")) {
            throw new PolicyFault(members.at("value"), "must not contain a variable");
        }
        return new Comparison(attribute, value);
    }

    Truth evaluate(Caller caller, Truth isShared) {
        var truth = evaluateButClientId(caller, isShared);
        return clientId == null ? truth : truth.and(clientId.matches(caller));
    }

    /** The same without the client id, to tell a wrong client id from a wrong identity. */
    Truth evaluateButClientId(Caller caller, Truth isShared) {
        var truth = comparison == null ? Truth.TRUE : comparison.evaluate(caller);
        return shared == null ? truth : truth.and(matchesShared(isShared));
    }

    private Truth matchesShared(Truth isShared) {
        return isShared == Truth.UNKNOWN
                ? Truth.UNKNOWN
                : Truth.of((isShared == Truth.TRUE) == Boolean.TRUE.equals(shared));
    }
}
