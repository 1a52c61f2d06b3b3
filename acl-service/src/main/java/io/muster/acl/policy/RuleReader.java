// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Action;
import io.muster.acl.json.Members;
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

    /** The condition of a rule that has none. */
    static final Condition ALWAYS = new Condition.All(List.of());

    private final Members members;
    private final String pointer;
    private final boolean denies;

    private RuleReader(Members members, String pointer) {
        this.members = members;
        this.pointer = pointer;
        this.denies = denies(members);
    }

    /**
     * @param receiveFilter whether the document says that a subscription may be wider than what is
     *     denied
     */
    static Rule read(String policy, JsonNode node, String pointer, boolean receiveFilter) {
        var reader = new RuleReader(Members.of(node, pointer, KNOWN), pointer);
        return reader.read(policy, receiveFilter);
    }

    private Rule read(String policy, boolean receiveFilter) {
        members.findText("description");
        var id = policy + "/" + PolicyDocument.identifier(members, "id");
        var written = actions();
        var resources = resources(written);
        var subject =
                members.find("subject")
                        .map(node -> SubjectSelector.parse(node, members.at("subject")))
                        .orElse(SubjectSelector.ANYBODY);
        var condition =
                members.find("conditions")
                        .map(node -> ConditionReader.read(node, members.at("conditions")))
                        .orElse(ALWAYS);
        return new Rule(
                id,
                pointer,
                denies,
                granted(written),
                resources,
                subject,
                condition,
                skipsUnknown(),
                receiveFilter && filtersReceipts(written, condition));
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

    /** Whoever writes a rule for publishing what is retained means to allow just that. */
    private Set<Action> granted(Set<Action> written) {
        boolean retained =
                members.find("conditions")
                        .map(node -> node.path("retain").booleanValue())
                        .orElse(false);
        if (denies || !retained || !written.contains(Action.PUBLISH)) {
            return written;
        }
        var granted = EnumSet.of(Action.RETAIN);
        granted.addAll(written);
        return granted;
    }

    /** Only what is denied again for each message may be left to that. */
    private boolean filtersReceipts(Set<Action> actions, Condition condition) {
        return denies
                && actions.contains(Action.SUBSCRIBE)
                && actions.contains(Action.RECEIVE)
                && !condition.needs(fact -> fact == Fact.SHARED);
    }

    /** A connection has no topic; a rule about one can't be about anything else. */
    private List<TopicPattern> resources(Set<Action> actions) {
        var texts = members.texts("resource");
        if (!actions.contains(Action.CONNECT)) {
            return IntStream.range(0, texts.size())
                    .mapToObj(i -> TopicPattern.parse(texts.get(i), members.at("resource") + at(i)))
                    .toList();
        }
        if (actions.size() > 1 || !texts.equals(List.of(ANY))) {
            throw new PolicyFault(
                    members.at("resource"), "must be * for connect, which stands alone");
        }
        return List.of(TopicPattern.OF_CONNECT);
    }

    private String at(int index) {
        return members.get("resource").isArray() ? "/" + index : "";
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
