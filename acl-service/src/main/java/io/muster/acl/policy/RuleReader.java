// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Action;
import io.muster.acl.json.Members;
import io.muster.acl.policy.TopicPattern.Missing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads one rule of a policy document. */
final class RuleReader {

    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "description",
                    "effect",
                    "actions",
                    "resource",
                    "subject",
                    "conditions",
                    "on_missing");
    private static final String ANY = "*";

    private final Members members;
    private final boolean denies;

    private RuleReader(Members members) {
        this.members = members;
        this.denies = denies(members);
    }

    static Rule read(String policy, JsonNode node, String pointer) {
        return new RuleReader(Members.of(node, pointer, KNOWN)).read(policy);
    }

    private Rule read(String policy) {
        members.findText("description");
        var actions = actions();
        return new Rule(
                policy + "/" + PolicyDocument.identifier(members, "id"),
                denies,
                actions,
                actions.contains(Action.CONNECT) ? nothing(actions) : resources(),
                members.find("subject")
                        .map(node -> SubjectSelector.parse(node, members.at("subject")))
                        .orElse(SubjectSelector.ANYBODY),
                members.find("conditions")
                        .map(node -> Conditions.parse(node, members.at("conditions")))
                        .orElse(Conditions.NONE),
                skipsUnknown());
    }

    private static boolean denies(Members members) {
        return switch (members.text("effect")) {
            case "allow" -> false;
            case "deny" -> true;
            default -> throw new PolicyFault(members.at("effect"), "must be allow or deny");
        };
    }

    private Set<Action> actions() {
        var names = members.texts("actions");
        if (names.equals(List.of(ANY))) {
            return EnumSet.complementOf(EnumSet.of(Action.CONNECT));
        }
        var actions = EnumSet.noneOf(Action.class);
        for (var name : names) {
            actions.add(
                    Action.of(name)
                            .orElseThrow(() ->
                                    new PolicyFault(
                                            members.at("actions"),
                                            "has no action called " + name)));
        }
        return actions;
    }

    /** A connection has no topic; a rule about one can't be about anything else. */
    private List<TopicPattern> nothing(Set<Action> actions) {
        if (actions.size() > 1 || !members.texts("resource").equals(List.of(ANY))) {
            throw new PolicyFault(
                    members.at("resource"), "must be * for connect, which stands alone");
        }
        return List.of();
    }

    private List<TopicPattern> resources() {
        var texts = members.texts("resource");
        var missing = denies ? Missing.MATCHES_ANYTHING : Missing.MATCHES_NOTHING;
        return IntStream.range(0, texts.size())
                .mapToObj(i ->
                        TopicPattern.parse(texts.get(i), missing, members.at("resource") + "/" + i))
                .toList();
    }

    private boolean skipsUnknown() {
        var text = members.findText("on_missing");
        if (text.isEmpty()) {
            return false;
        }
        if (!denies) {
            throw new PolicyFault(members.at("on_missing"), "is only for rules that deny");
        }
        return switch (text.get()) {
            case "skip" -> true;
            case "apply" -> false;
            default -> throw new PolicyFault(members.at("on_missing"), "must be skip or apply");
        };
    }
}
