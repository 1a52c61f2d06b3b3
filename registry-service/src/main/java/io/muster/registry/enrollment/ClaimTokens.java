// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.muster.registry.enrollment.store.ClaimTokenStore.NewToken;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes claim tokens and takes them back. */
@ApplicationScoped
class ClaimTokens {

    private final Database database;
    private final DeviceStore devices;
    private final ClaimTokenStore tokens;
    private final AuditLog audit;

    ClaimTokens(Database database, DeviceStore devices, ClaimTokenStore tokens, AuditLog audit) {
        this.database = database;
        this.devices = devices;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** What the new tokens are like. */
    record Order(
            EnrollmentProfile profile,
            ClaimScope scope,
            int count,
            int maxUses,
            Duration lifetime,
            String actor) {}

    /** A token with its secret, which exists nowhere else. */
    record Minted(ClaimToken token, String secret) {

        /** Without the secret: this may end up in a log. */
        @Override
        public String toString() {
            return "Minted[token=" + token.id() + "]";
        }
    }

    /** Makes tokens in the caller's transaction; a problem when the device can't have one. */
    Uni<List<Minted>> create(SqlConnection connection, Order order) {
        return requireEnrollable(connection, order)
                .chain(() ->
                        Multi.createFrom()
                                .range(0, order.count())
                                .onItem()
                                .transformToUniAndConcatenate(_ -> mint(connection, order))
                                .collect()
                                .asList())
                .call(minted -> audit(connection, order, minted));
    }

    private Uni<Void> requireEnrollable(SqlConnection connection, Order order) {
        return order.scope()
                .device()
                .map(device -> new DeviceIdentity(order.profile().tenant(), device))
                .map(device -> devices.lock(connection, device))
                .map(found -> found.invoke(device -> requireEnrollable(order, device)))
                .map(Uni::replaceWithVoid)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void requireEnrollable(Order order, Optional<Device> found) {
        boolean added = order.profile().rules().createIfMissing();
        if (found.isEmpty() && !added) {
            throw Problems.notFound("There is no such device.");
        }
        found.filter(device -> !device.state().mayEnroll())
                .ifPresent(device -> {
                    throw Problems.conflict(
                            "The device is " + device.state() + " and may not enroll.");
                });
    }

    private Uni<Minted> mint(SqlConnection connection, Order order) {
        var secret = ClaimSecret.next();
        var token =
                new NewToken(
                        order.profile().path(),
                        order.scope(),
                        Fingerprint.of(secret.getBytes(StandardCharsets.UTF_8)),
                        order.maxUses(),
                        order.lifetime());
        return tokens.insert(connection, token).map(made -> new Minted(made, secret));
    }

    private Uni<Void> audit(SqlConnection connection, Order order, List<Minted> minted) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("profile", order.profile().label())
                        .put("maxUses", order.maxUses());
        var made = detail.putArray("tokens");
        minted.forEach(token -> made.add(token.token().id().toString()));
        var target =
                order.scope()
                        .device()
                        .map(DeviceId::value)
                        .orElseGet(() -> order.scope().pattern().orElseThrow().text());
        return audit.append(
                connection,
                order.profile().tenant(),
                new AuditEntry(order.actor(), "claim-token.create", target, detail));
    }

    /** Takes a token back: it is good for nothing from now on. */
    Uni<Void> revoke(ProfilePath profile, UUID id, String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("profile", profile.label().value());
        var entry = new AuditEntry(actor, "claim-token.revoke", id.toString(), detail);
        return database.transaction(connection ->
                tokens.revoke(connection, profile, id)
                        .invoke(ClaimTokens::requireKnown)
                        .chain(() -> audit.append(connection, profile.tenant(), entry)));
    }

    private static void requireKnown(boolean known) {
        if (!known) {
            throw Problems.notFound("There is no such claim token.");
        }
    }
}
