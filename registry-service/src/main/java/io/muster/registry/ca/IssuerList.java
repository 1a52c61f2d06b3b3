// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Authorities as operators look at them. */
@ApplicationScoped
class IssuerList {

    private static final String QUERY = "issuers";

    private final Database database;
    private final IssuerStore issuers;
    private final Authorities authorities;
    private final Cursors cursors;

    IssuerList(Database database, IssuerStore issuers, Authorities authorities, Cursors cursors) {
        this.database = database;
        this.issuers = issuers;
        this.authorities = authorities;
        this.cursors = cursors;
    }

    Uni<Issuer> get(TenantId tenant, Fingerprint fingerprint) {
        return database.read(connection -> issuers.find(connection, tenant, fingerprint))
                .map(found ->
                        found.orElseThrow(() -> Problems.notFound("There is no such issuer.")));
    }

    Uni<Page<IssuerView>> list(TenantId tenant, PageRequest request) {
        var after =
                cursors.open(tenant, QUERY, request)
                        .map(cursor -> cursor.position().getFirst())
                        .orElse("");
        return database.read(connection -> issuers.list(connection, tenant, after, request.fetch()))
                .map(found -> found.stream().map(IssuerView::of).toList())
                .map(views ->
                        cursors.page(tenant, QUERY, request, views, view -> Cursor.at(view.id())));
    }

    /** The authority's certificate and those above it in PEM. */
    Uni<String> chain(TenantId tenant, Fingerprint fingerprint) {
        return get(tenant, fingerprint)
                .map(issuer ->
                        authorities
                                .find(tenant, fingerprint)
                                .map(Generation::chain)
                                .orElse(List.of(issuer.certificate())))
                .map(chain -> chain.stream().map(Der::pem).collect(Collectors.joining()));
    }
}
