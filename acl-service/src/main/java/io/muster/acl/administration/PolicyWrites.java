// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.digest.Sha256;
import io.muster.acl.store.ChangeHeads;
import io.muster.acl.store.ChangeHeads.Kind;
import io.muster.acl.store.PolicyFollower;
import io.muster.acl.store.PolicyStore;
import io.muster.acl.store.StoredPolicy;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Changes what is in force: one transaction holds the version, the audit entry and the number that
 * tells all replicas. Changes of one tenant wait for each other, so that what is checked here still
 * holds at the commit.
 */
@ApplicationScoped
class PolicyWrites {

    private static final Duration OWN_REPLICA = Duration.ofSeconds(2);

    private final Database database;
    private final ChangeHeads heads;
    private final PolicyStore policies;
    private final Allowance allowance;
    private final AuditLog audit;
    private final PolicyFollower follower;
    private final Clock clock;

    PolicyWrites(
            Database database,
            ChangeHeads heads,
            PolicyStore policies,
            Allowance allowance,
            AuditLog audit,
            PolicyFollower follower,
            Clock clock) {
        this.database = database;
        this.heads = heads;
        this.policies = policies;
        this.allowance = allowance;
        this.audit = audit;
        this.follower = follower;
        this.clock = clock;
    }

    /** What the draft would change; nothing is stored. */
    Uni<Change> rehearse(Administrator who, Draft draft, Precondition required) {
        return database.transaction(connection -> change(connection, who, draft, required));
    }

    /** Puts the draft in force. */
    Uni<Change> put(Administrator who, Draft draft, Precondition required) {
        return alone(
                who,
                connection ->
                        change(connection, who, draft, required)
                                .call(change -> store(connection, who, change, "policy.put")));
    }

    private Uni<Change> change(
            SqlConnection connection, Administrator who, Draft draft, Precondition required) {
        return policies.find(connection, who.tenant(), draft.id())
                .map(former -> new Change(draft, former, OptionalLong.empty()))
                .invoke(change -> check(change, required))
                .call(change -> allowance.check(connection, who.tenant(), change));
    }

    private static void check(Change change, Precondition required) {
        required.require(live(change.former()));
        if (required instanceof Precondition.None && change.outcome() == Outcome.REPLACED) {
            throw Precondition.missing();
        }
    }

    private static OptionalLong live(Optional<StoredPolicy> found) {
        return found.filter(StoredPolicy::live).stream()
                .mapToLong(StoredPolicy::version)
                .findFirst();
    }

    /** Puts the text of an earlier version in force, as a new one; a deleted policy comes back. */
    Uni<Change> restore(Administrator who, Draft draft, long version, Precondition required) {
        return alone(
                who,
                connection ->
                        policies.find(connection, who.tenant(), draft.id())
                                .map(former -> new Change(draft, former, OptionalLong.of(version)))
                                .invoke(change -> required.require(live(change.former())))
                                .call(change -> allowance.check(connection, who.tenant(), change))
                                .call(change -> store(connection, who, change, "policy.rollback")));
    }

    /** Takes a policy out of force; its versions stay. */
    Uni<Void> delete(Administrator who, String id, Precondition required) {
        return alone(
                who,
                connection ->
                        policies.find(connection, who.tenant(), id)
                                .map(found ->
                                        found.filter(StoredPolicy::live)
                                                .orElseThrow(PolicyProblems::unknown))
                                .invoke(found -> required.require(live(Optional.of(found))))
                                .call(() -> policies.delete(connection, who.tenant(), id))
                                .call(found ->
                                        tell(connection, who, "policy.delete", id, detail(found)))
                                .replaceWithVoid());
    }

    /** Nobody else changes the tenant's policies meanwhile; afterwards this replica knows it. */
    private <T> Uni<T> alone(Administrator who, Function<SqlConnection, Uni<T>> work) {
        return database.transaction(connection ->
                        heads.lock(connection, who.tenant(), Kind.POLICIES)
                                .chain(() -> work.apply(connection)))
                .call(this::catchUp);
    }

    /** The change is made, whether or not we see it at once. */
    private Uni<Void> catchUp() {
        return follower.refresh().ifNoItem().after(OWN_REPLICA).recoverWithItem(() -> null);
    }

    private Uni<Void> store(
            SqlConnection connection, Administrator who, Change change, String action) {
        if (change.outcome() == Outcome.UNCHANGED) {
            return Uni.createFrom().voidItem();
        }
        var next = change.next(who.subject(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return policies.add(connection, who.tenant(), next)
                .chain(() -> tell(connection, who, action, change.draft().id(), detail(change)));
    }

    private Uni<Void> tell(
            SqlConnection connection,
            Administrator who,
            String action,
            String id,
            ObjectNode detail) {
        var entry = new AuditEntry(who.subject(), action, id, detail);
        return heads.advance(connection, who.tenant(), Kind.POLICIES)
                .chain(() -> audit.append(connection, who.tenant(), entry));
    }

    private static ObjectNode detail(Change change) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", change.version())
                        .put("sha256", digest(change.draft().text()));
        change.restoredFrom().ifPresent(version -> detail.put("restoredFrom", version));
        return detail;
    }

    private static ObjectNode detail(StoredPolicy deleted) {
        return JsonNodeFactory.instance.objectNode().put("version", deleted.version());
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
