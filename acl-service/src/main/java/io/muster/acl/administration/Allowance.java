// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.store.PolicyStore;
import io.muster.acl.store.Totals;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** How much policy a tenant may have: every replica holds all of it in memory, compiled. */
@ApplicationScoped
class Allowance {

    private static final long MAX_POLICIES = 1_000;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final PolicyStore policies;

    Allowance(PolicyStore policies) {
        this.policies = policies;
    }

    /** Refuses a change after which the tenant would have too much. */
    Uni<Void> check(SqlConnection connection, TenantId tenant, Change change) {
        return policies.totalsWithout(connection, tenant, change.draft().id())
                .invoke(others -> check(others, change.draft()))
                .replaceWithVoid();
    }

    private static void check(Totals others, Draft draft) {
        if (others.rules() + draft.rules() > PolicyCompiler.MAX_RULES) {
            throw tooMany("/rules", PolicyCompiler.MAX_RULES + " rules");
        }
        if (others.bytes() + draft.bytes() > MAX_BYTES) {
            throw tooMany("", MAX_BYTES + " bytes of policies");
        }
        if (others.policies() + 1 > MAX_POLICIES) {
            throw tooMany("", MAX_POLICIES + " policies");
        }
    }

    private static RuntimeException tooMany(String pointer, String bound) {
        return PolicyProblems.invalid(
                pointer, "would give the tenant more than the " + bound + " that it may have");
    }
}
