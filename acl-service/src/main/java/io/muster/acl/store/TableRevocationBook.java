// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.Revocations;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps revocations in the database: one transaction holds the row, the audit entry and the number
 * that tells all replicas. Changes of one tenant wait for each other.
 */
@ApplicationScoped
@Typed(TableRevocationBook.class)
public class TableRevocationBook implements RevocationBook {

    private static final Duration OWN_REPLICA = Duration.ofSeconds(2);

    private final Database database;
    private final RevocationHeads heads;
    private final RevocationStore store;
    private final Revocations revocations;
    private final RevocationFollower follower;
    private final AuditLog audit;
    private final Clock clock;

    TableRevocationBook(
            Database database,
            RevocationHeads heads,
            RevocationStore store,
            Revocations revocations,
            RevocationFollower follower,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.heads = heads;
        this.store = store;
        this.revocations = revocations;
        this.follower = follower;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Revocation>> add(Revocation revocation) {
        return alone(
                revocation.tenant(),
                connection ->
                        inForce(connection, revocation.tenant(), revocation.id())
                                .chain(former -> add(connection, revocation, former)));
    }

    private Uni<Optional<Revocation>> inForce(
            SqlConnection connection, TenantId tenant, String id) {
        return store.find(connection, tenant, id)
                .map(found ->
                        found.filter(row -> row.inForceAt(clock.instant()))
                                .map(StoredRevocation::revocation));
    }

    /**
     * What other replicas were told within the last second may not be counted yet, so that there
     * can be a few more than there is room for.
     */
    private Uni<Optional<Revocation>> add(
            SqlConnection connection, Revocation revocation, Optional<Revocation> former) {
        if (former.filter(revocation::saysNoMoreThan).isPresent()) {
            return Uni.createFrom().item(former);
        }
        if (former.isEmpty() && !revocations.hasRoomFor(revocation)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return heads.advance(connection, revocation.tenant())
                .chain(revision -> store.put(connection, revocation, revision))
                .chain(() -> tell(connection, "revocation.add", revocation, revocation.by()))
                .replaceWith(Optional.of(revocation));
    }

    @Override
    public Uni<Boolean> remove(TenantId tenant, String id, String by) {
        return alone(
                tenant,
                connection ->
                        inForce(connection, tenant, id)
                                .call(found -> end(connection, found, by))
                                .map(Optional::isPresent));
    }

    private Uni<Void> end(SqlConnection connection, Optional<Revocation> found, String by) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var revocation = found.get();
        var now = clock.instant();
        return heads.advance(connection, revocation.tenant())
                .chain(revision -> store.end(connection, revocation, revision, now))
                .chain(() -> tell(connection, "revocation.remove", revocation, by));
    }

    /** Nobody else changes the tenant's meanwhile; afterwards this replica knows it. */
    private <T> Uni<T> alone(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.transaction(connection ->
                        heads.lock(connection, tenant).chain(() -> work.apply(connection)))
                .call(this::catchUp);
    }

    /** The change is made, whether or not we see it at once. */
    private Uni<Void> catchUp() {
        return follower.refresh().ifNoItem().after(OWN_REPLICA).recoverWithItem(() -> null);
    }

    private Uni<Void> tell(
            SqlConnection connection, String action, Revocation revocation, String by) {
        var entry = new AuditEntry(by, action, revocation.id(), detail(revocation));
        return audit.append(connection, revocation.tenant(), entry);
    }

    private static ObjectNode detail(Revocation revocation) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", revocation.kind().wireName())
                .put("value", revocation.value())
                .put("until", text(revocation.until()))
                .put("reason", revocation.reason());
    }

    private static String text(@Nullable Instant until) {
        return until == null ? "never" : until.toString();
    }
}
