// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.store.PolicyStore;
import io.muster.acl.store.PolicyVersion;
import io.muster.acl.store.StoredPolicy;
import io.muster.acl.store.VersionFacts;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows policies and what they once were. */
@ApplicationScoped
class PolicyReads {

    private static final String LIST = "/api/v1/policies";

    private final Database database;
    private final PolicyStore policies;
    private final Cursors cursors;

    PolicyReads(Database database, PolicyStore policies, Cursors cursors) {
        this.database = database;
        this.policies = policies;
        this.cursors = cursors;
    }

    /** The version in force. */
    Uni<PolicyVersion> get(TenantId tenant, String id) {
        return database.read(connection -> policies.find(connection, tenant, id))
                .map(found ->
                        found.filter(StoredPolicy::live)
                                .map(StoredPolicy::latest)
                                .orElseThrow(PolicyProblems::unknown));
    }

    /** The policies in force, by id. */
    Uni<Page<PolicyView>> list(TenantId tenant, PageRequest request) {
        var after = cursors.open(tenant, LIST, request).map(PolicyReads::place).orElse("");
        return database.read(
                        connection -> policies.list(connection, tenant, after, request.fetch()))
                .map(found -> cursors.page(tenant, LIST, request, found, PolicyReads::byId))
                .map(PolicyReads::views);
    }

    /** All versions of a policy, the newest first; also of one that is deleted. */
    Uni<Page<PolicyView>> versions(TenantId tenant, String id, PageRequest request) {
        var query = LIST + "/" + id + "/versions";
        var before =
                cursors.open(tenant, query, request)
                        .map(cursor -> Long.parseLong(place(cursor)))
                        .orElse(Long.MAX_VALUE);
        return database.read(connection ->
                        policies.versions(connection, tenant, id, before, request.fetch()))
                .invoke(PolicyReads::requireSome)
                .map(found -> cursors.page(tenant, query, request, found, PolicyReads::byVersion))
                .map(PolicyReads::views);
    }

    /** Every policy has a first version, and no cursor comes after it. */
    private static void requireSome(List<VersionFacts> versions) {
        if (versions.isEmpty()) {
            throw PolicyProblems.unknown();
        }
    }

    /** One version, in force or not. */
    Uni<PolicyVersion> version(TenantId tenant, String id, long version) {
        return database.read(connection -> policies.version(connection, tenant, id, version))
                .map(found ->
                        found.orElseThrow(
                                () -> Problems.notFound("The policy has no such version.")));
    }

    private static String place(Cursor cursor) {
        return cursor.position().getFirst();
    }

    private static Cursor byId(VersionFacts facts) {
        return Cursor.at(facts.policy());
    }

    private static Cursor byVersion(VersionFacts facts) {
        return Cursor.at(Long.toString(facts.version()));
    }

    private static Page<PolicyView> views(Page<VersionFacts> page) {
        return new Page<>(page.items().stream().map(PolicyView::of).toList(), page.nextCursor());
    }
}
