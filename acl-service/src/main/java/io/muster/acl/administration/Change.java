// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.muster.acl.json.StrictJson;
import io.muster.acl.json.StrictJson.Value;
import io.muster.acl.store.PolicyVersion;
import io.muster.acl.store.StoredPolicy;
import io.muster.acl.store.VersionFacts;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A draft, and what it would take the place of.
 *
 * @param former the policy of that id, perhaps deleted
 * @param restoredFrom the version whose text the draft is, in a rollback
 */
record Change(Draft draft, Optional<StoredPolicy> former, OptionalLong restoredFrom) {

    private static final StrictJson.Reading NOTHING = new Value(MissingNode.getInstance());

    /** The document in force before. */
    Optional<String> before() {
        return former.filter(StoredPolicy::live).map(policy -> policy.latest().document());
    }

    /** The same, parsed; a document without rules when there was none. */
    JsonNode jsonBefore() {
        return before().map(StrictJson::read).orElse(NOTHING) instanceof Value(var json)
                ? json
                : MissingNode.getInstance();
    }

    Outcome outcome() {
        if (before().isEmpty()) {
            return Outcome.CREATED;
        }
        return before().get().equals(draft.text()) ? Outcome.UNCHANGED : Outcome.REPLACED;
    }

    /** The version afterwards. */
    long version() {
        var last = former.map(StoredPolicy::version).orElse(0L);
        return outcome() == Outcome.UNCHANGED ? last : last + 1;
    }

    /** What is to be stored. */
    PolicyVersion next(String author, Instant now) {
        var facts =
                new VersionFacts(
                        draft.id(),
                        version(),
                        draft.bytes(),
                        draft.rules(),
                        restoredFrom,
                        author,
                        now);
        return new PolicyVersion(facts, draft.text());
    }
}
