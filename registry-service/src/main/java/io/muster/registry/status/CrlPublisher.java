// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.platform.sql.Database;
import io.muster.registry.ca.Authorities;
import io.muster.registry.ca.Authority;
import io.muster.registry.ca.CaConfig;
import io.muster.registry.ca.CaThreads;
import io.muster.registry.ca.Generation;
import io.muster.registry.status.CrlBuilder.Issue;
import io.muster.registry.status.store.CrlState;
import io.muster.registry.status.store.CrlStore;
import io.muster.registry.status.store.CrlStore.Made;
import io.muster.registry.status.store.ListId;
import io.muster.registry.status.store.Revoked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes one revocation list anew. The lock on its row makes numbers rise one by one, whichever
 * replica is at it; revocations go on meanwhile and are on the next list.
 */
@ApplicationScoped
class CrlPublisher {

    private final Database database;
    private final CrlStore lists;
    private final Authorities authorities;
    private final CaThreads threads;
    private final CaConfig ca;
    private final StatusConfig config;
    private final Clock clock;

    CrlPublisher(
            Database database,
            CrlStore lists,
            Authorities authorities,
            CaThreads threads,
            CaConfig ca,
            StatusConfig config,
            Clock clock) {
        this.database = database;
        this.lists = lists;
        this.authorities = authorities;
        this.threads = threads;
        this.ca = ca;
        this.config = config;
        this.clock = clock;
    }

    /** Makes a list, unless its key is not here or somebody else is at it. */
    Uni<Void> publish(ListId list) {
        return builder(list)
                .map(builder ->
                        database.transaction(connection ->
                                lists.lock(connection, list)
                                        .chain(state ->
                                                make(connection, new Work(list, builder), state))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private record Work(ListId list, CrlBuilder builder) {}

    private Optional<CrlBuilder> builder(ListId list) {
        return authorities
                .find(list.tenant(), list.issuer())
                .flatMap(known -> known.authority().map(authority -> of(known, authority, list)));
    }

    private CrlBuilder of(Generation known, Authority authority, ListId list) {
        return new CrlBuilder(authority.signer(), ca.statusOf(known.issuer()), list.shard());
    }

    private Uni<Void> make(SqlConnection connection, Work work, Optional<CrlState> state) {
        return state.map(current -> make(connection, work, current))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> make(SqlConnection connection, Work work, CrlState state) {
        var refer =
                state.due()
                        ? lists.refer(connection, work.list(), state.referenceAt())
                        : Uni.createFrom().voidItem();
        return refer.chain(() -> lists.take(connection, work.list()))
                .chain(entries -> threads.call(() -> sign(work.builder(), state, entries)))
                .chain(made -> lists.replace(connection, work.list(), made));
    }

    private Made sign(CrlBuilder builder, CrlState state, List<Revoked> entries) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var issue = new Issue(state.number() + 1, now, now.plus(config.crlLifetime()));
        long reference = state.due() ? issue.number() : state.reference();
        var referenceAt = state.due() ? now : state.referenceAt();
        return new Made(
                issue.number(),
                reference,
                referenceAt,
                now,
                issue.nextUpdate(),
                referenceAt.plus(config.crlLifetime().dividedBy(2)),
                Buffer.buffer(builder.complete(issue, entries)),
                Buffer.buffer(builder.delta(issue, reference, entries)));
    }
}
