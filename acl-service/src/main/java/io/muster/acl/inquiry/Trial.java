// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.PolicySet;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of policies that is only tried out.
 *
 * @param add documents that are added, or that take the place of those with the same id
 * @param skip ids of the tenant's documents that are left out
 */
public record Trial(List<PolicyDocument> add, Set<String> skip) {

    private static final String ADD = "policies_add";
    private static final String SKIP = "policies_skip";
    private static final int MAX_DOCUMENTS = 16;

    public Trial {
        add = List.copyOf(add);
        skip = Set.copyOf(skip);
    }

    /** The members that a request of a trial may have besides its own. */
    static Set<String> membersAnd(String... own) {
        var members = new HashSet<>(Set.of(ADD, SKIP));
        members.addAll(List.of(own));
        return members;
    }

    /** A {@link JsonFault} names what is wrong, also within a document. */
    static Trial read(Members members) {
        return new Trial(
                members.find(ADD).map(Trial::documents).orElse(List.of()),
                Set.copyOf(members.findList(SKIP).orElse(List.of())));
    }

    private static List<PolicyDocument> documents(JsonNode nodes) {
        if (!nodes.isArray() || nodes.size() > MAX_DOCUMENTS) {
            throw new JsonFault("/" + ADD, "must be a list of at most " + MAX_DOCUMENTS);
        }
        var documents = new ArrayList<PolicyDocument>();
        for (int i = 0; i < nodes.size(); i++) {
            try {
                documents.add(PolicyDocument.parse(nodes.get(i)));
            } catch (JsonFault fault) {
                throw new JsonFault("/" + ADD + "/" + i + fault.pointer(), fault.reason());
            }
        }
        return documents;
    }

    /** A moment, if it is there. */
    static Optional<Instant> moment(Members members, String name) {
        return members.findText(name)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException malformed) {
                        throw new JsonFault(
                                members.at(name), "must be a moment like 2026-11-23T10:00:00Z");
                    }
                });
    }

    /** The policies as they would be. */
    PolicySet candidate(PolicySet current) {
        var unknown = skip.stream().filter(id -> !current.has(id)).findFirst();
        if (unknown.isPresent()) {
            throw new JsonFault("/" + SKIP, "names no policy in force: " + unknown.get());
        }
        return current.changed(add, skip);
    }
}
