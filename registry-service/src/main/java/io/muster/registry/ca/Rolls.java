// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From one generation of a tenant's authority to the next. A key is made and kept before the
 * transaction that gives it a meaning: a crash in between leaves an unused key and everything as it
 * was, and a crash after it a roll that is done.
 */
@ApplicationScoped
class Rolls {

    private final Database database;
    private final IssuerStore issuers;
    private final IssuerRegister register;
    private final AuthorityKeeper keeper;
    private final Successors successors;
    private final RegistryEvents events;

    Rolls(
            Database database,
            IssuerStore issuers,
            IssuerRegister register,
            AuthorityKeeper keeper,
            Successors successors,
            RegistryEvents events) {
        this.database = database;
        this.issuers = issuers;
        this.register = register;
        this.keeper = keeper;
        this.successors = successors;
        this.events = events;
    }

    /** Who asks for the successor of which authority. */
    record Request(TenantId tenant, Fingerprint from, String actor) {}

    /** Makes the next generation known, without issuing from it yet; there is one at most. */
    Uni<Issuer> prepare(Request request) {
        return successor(request)
                .chain(made ->
                        inTransaction(connection ->
                                lock(connection, request)
                                        .chain(own -> ready(connection, request, own, made))));
    }

    /** Lets the next generation issue, and the present one issue no more. */
    Uni<Issuer> roll(Request request) {
        return successor(request)
                .chain(made ->
                        inTransaction(connection ->
                                lock(connection, request)
                                        .chain(own -> swap(connection, request, own, made))));
    }

    /** A new authority, unless one was prepared. */
    private Uni<Optional<Successor>> successor(Request request) {
        return database.transaction(connection -> lock(connection, request))
                .chain(own ->
                        prepared(request, own).isPresent()
                                ? Uni.createFrom().item(Optional.empty())
                                : successors
                                        .make(request.tenant(), request.from())
                                        .map(Optional::of));
    }

    private Uni<Issuer> inTransaction(Work work) {
        return database.transaction(work::run).invoke(events::wake).call(keeper::refresh);
    }

    private interface Work {
        Uni<Issuer> run(SqlConnection connection);
    }

    /** The tenant's own authorities, of which the one to be replaced is the issuing one. */
    private Uni<List<Issuer>> lock(SqlConnection connection, Request request) {
        return issuers.lockInternal(connection, request.tenant())
                .invoke(own -> requireIssuing(own, request.from()));
    }

    private static void requireIssuing(List<Issuer> own, Fingerprint from) {
        if (find(own, from).state() != State.ISSUING) {
            throw wrongState("The issuer does not issue; only the one that does can be rolled.");
        }
    }

    private static Issuer find(List<Issuer> own, Fingerprint fingerprint) {
        return own.stream()
                .filter(issuer -> issuer.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("There is no such issuer of our own."));
    }

    private static Optional<Issuer> prepared(Request request, List<Issuer> own) {
        int current = find(own, request.from()).generation();
        return own.stream()
                .filter(issuer -> issuer.state() == State.VERIFY_ONLY)
                .filter(issuer -> issuer.generation() > current)
                .findFirst();
    }

    private Uni<Issuer> ready(
            SqlConnection connection, Request request, List<Issuer> own, Optional<Successor> made) {
        return prepared(request, own)
                .map(earlier -> Uni.createFrom().item(earlier))
                .orElseGet(() -> add(connection, request, next(own, made, State.VERIFY_ONLY)));
    }

    /** The present one steps down first: the database bears one that issues at a time. */
    private Uni<Issuer> swap(
            SqlConnection connection, Request request, List<Issuer> own, Optional<Successor> made) {
        var present = find(own, request.from());
        var actor = request.actor();
        return register.change(connection, present, State.VERIFY_ONLY, actor)
                .chain(() ->
                        prepared(request, own)
                                .map(next ->
                                        register.change(connection, next, State.ISSUING, actor))
                                .orElseGet(() ->
                                        add(connection, request, next(own, made, State.ISSUING))));
    }

    private Uni<Issuer> add(SqlConnection connection, Request request, Issuer issuer) {
        return register.add(connection, issuer, request.actor()).replaceWith(issuer);
    }

    private Issuer next(List<Issuer> own, Optional<Successor> made, State state) {
        var successor =
                made.orElseThrow(() -> wrongState("The prepared issuer was retired meanwhile."));
        int newest =
                own.stream()
                        .max(Comparator.comparingInt(Issuer::generation))
                        .orElseThrow()
                        .generation();
        return register.issuer(own.getFirst().tenant(), successor, newest + 1, state);
    }

    static ProblemException wrongState(String detail) {
        return ProblemException.of(
                409, "issuer-state", "The state of the issuer does not allow it", detail);
    }
}
