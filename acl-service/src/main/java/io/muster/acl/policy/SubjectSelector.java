// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Subject;
import io.muster.acl.json.Members;
import java.util.List;
import java.util.Set;

/**
 * Whom a rule is about; checked before anything else of the rule.
 *
 * @param types the kinds of proof; empty means any
 * @param groups at least one of these; empty means that groups do not matter
 */
record SubjectSelector(Set<String> types, Set<String> groups) {

    static final SubjectSelector ANYBODY = new SubjectSelector(Set.of(), Set.of());

    private static final Set<String> KNOWN = Set.of("type", "groups_any");
    private static final Set<String> TYPES = Set.of("cert", "token", "password", "psk", "claim");

    SubjectSelector {
        types = Set.copyOf(types);
        groups = Set.copyOf(groups);
    }

    static SubjectSelector parse(JsonNode node, String pointer) {
        var members = Members.of(node, pointer, KNOWN);
        if (node.isEmpty()) {
            throw new PolicyFault(pointer, "must not be empty");
        }
        var types = Set.copyOf(members.findList("type").orElse(List.of()));
        if (!TYPES.containsAll(types)) {
            throw new PolicyFault(
                    members.at("type"), "knows only cert, token, password, psk and claim");
        }
        return new SubjectSelector(
                types, Set.copyOf(members.findList("groups_any").orElse(List.of())));
    }

    boolean selects(Caller caller) {
        var subject = caller.subject();
        return (types.isEmpty() || types.contains(subject.type()))
                && (groups.isEmpty() || isMember(subject));
    }

    private boolean isMember(Subject subject) {
        for (var group : subject.groups()) {
            if (groups.contains(group)) {
                return true;
            }
        }
        return false;
    }
}
