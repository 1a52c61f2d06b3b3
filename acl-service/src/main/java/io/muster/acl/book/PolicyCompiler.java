// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

import io.muster.acl.book.PolicyReader.Illegible;
import io.muster.acl.book.PolicyReader.Legible;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.policy.Wall;
import io.muster.platform.topic.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Makes of a tenant's documents what decisions are made by. */
public final class PolicyCompiler {

    /** How many rules a tenant may have in all its documents together. */
    public static final int MAX_RULES = 10_000;

    private final List<PolicyDocument> builtIn;
    private final Wall wall;

    /**
     * @param builtIn the documents that hold in every tenant
     * @param wall what no document opens
     */
    public PolicyCompiler(Collection<PolicyDocument> builtIn, Wall wall) {
        this.builtIn = List.copyOf(builtIn);
        this.wall = wall;
    }

    /** What holds where nobody has written anything. */
    public PolicySet builtIn() {
        return PolicySet.of(builtIn, wall);
    }

    /**
     * Says whether a document of this id holds in every tenant, so that no tenant's may have it.
     */
    public boolean reserved(String id) {
        return builtIn.stream().anyMatch(document -> document.id().equals(id));
    }

    /** Compiles all documents of one tenant, or says what is wrong with the first that is. */
    public Edition compile(TenantId tenant, Collection<PolicyText> texts) {
        var documents = new ArrayList<>(builtIn);
        var ids = new HashSet<String>();
        int rules = 0;
        for (var text : texts) {
            switch (PolicyReader.read(text.json())) {
                case Illegible(var findings) -> {
                    var first = findings.getFirst();
                    return faulty(text, first.pointer() + " " + first.reason());
                }
                case Legible(var policy, _) -> {
                    if (policy.tenant().filter(other -> !other.equals(tenant)).isPresent()) {
                        return faulty(text, "/tenant is another tenant than " + tenant);
                    }
                    if (!ids.add(policy.id())) {
                        return faulty(text, "/id is used by another document");
                    }
                    rules += policy.size();
                    documents.add(policy);
                }
            }
        }
        return rules > MAX_RULES
                ? new Edition.Faulty("there are more than " + MAX_RULES + " rules")
                : new Edition.Sound(PolicySet.of(documents, wall));
    }

    private static Edition faulty(PolicyText text, String what) {
        return new Edition.Faulty(text.name() + ": " + what);
    }
}
