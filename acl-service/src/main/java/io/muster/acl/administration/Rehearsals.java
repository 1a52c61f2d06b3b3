// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.book.Edition;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.book.PolicyText;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.store.PolicyStore;
import io.muster.acl.trail.Replay;
import io.muster.acl.trail.Trail;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Tries a draft on the decisions of late, beside the tenant's other policies. */
@ApplicationScoped
class Rehearsals {

    private static final int DECISIONS = 5_000;

    private final Database database;
    private final PolicyStore policies;
    private final PolicyCompiler compiler;
    private final PolicyBook book;
    private final Trail trail;

    Rehearsals(
            Database database,
            PolicyStore policies,
            PolicyCompiler compiler,
            PolicyBook book,
            Trail trail) {
        this.database = database;
        this.policies = policies;
        this.compiler = compiler;
        this.book = book;
        this.trail = trail;
    }

    /** What would have been decided otherwise. */
    Uni<DecisionChanges> of(TenantId tenant, Draft draft) {
        return database.read(connection -> policies.textsWithout(connection, tenant, draft.id()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(others -> candidate(tenant, others, draft))
                .map(candidate -> replay(tenant, candidate));
    }

    private PolicySet candidate(TenantId tenant, List<PolicyText> others, Draft draft) {
        var texts = new ArrayList<>(others);
        texts.add(new PolicyText(draft.id(), draft.text()));
        return switch (compiler.compile(tenant, texts)) {
            case Edition.Sound(var set) -> set;
            case Edition.Faulty(var reason) -> throw PolicyProblems.invalid("", "fails: " + reason);
        };
    }

    private DecisionChanges replay(TenantId tenant, PolicySet candidate) {
        var late = trail.latest(decided -> tenant.equals(decided.tenant()), DECISIONS);
        return DecisionChanges.of(Replay.of(late, book.of(tenant), candidate));
    }
}
