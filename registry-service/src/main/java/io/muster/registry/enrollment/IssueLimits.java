// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.IssueQuotaStore;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.tenant.store.Quotas;
import io.muster.registry.tenant.store.TenantStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tenant's quotas of certificates: for one device, and in a minute. They are for first
 * certificates, by whichever way these are asked for. A renewal takes the place of what it renews,
 * and is never refused for a quota: the device would be lost when its certificate ends.
 */
@Singleton
class IssueLimits {

    /** So short that a quota which was changed soon holds, and an enrollment reads none. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final Refusal TOO_MANY =
            new Refusal(
                    RefusalReason.QUOTA_EXCEEDED,
                    "The device has as many good certificates as it may: revoke one first.");
    private static final String TOO_FAST =
            "The tenant has got as many first certificates in this minute as it may.";

    private final TenantStore tenants;
    private final IssueQuotaStore used;
    private final Clock clock;

    /** At most one entry for each tenant. */
    private final Map<TenantId, Recent<Quotas>> quotas = new ConcurrentHashMap<>();

    private final Map<TenantId, Recent<Refusal>> closed = new ConcurrentHashMap<>();

    IssueLimits(TenantStore tenants, IssueQuotaStore used, Clock clock) {
        this.tenants = tenants;
        this.used = used;
        this.clock = clock;
    }

    /** Something that was true a moment ago. */
    private record Recent<T>(T value, Instant until) {}

    /**
     * The refusal that a grant would meet, where this replica has just heard it: so that a fleet
     * that comes all at once costs no signatures.
     */
    Optional<Refusal> foreseen(Grant grant) {
        return grant.renewal() ? Optional.empty() : recent(closed, grant.identity().tenant());
    }

    private <T> Optional<T> recent(Map<TenantId, Recent<T>> known, TenantId tenant) {
        return Optional.ofNullable(known.get(tenant))
                .filter(it -> clock.instant().isBefore(it.until()))
                .map(Recent::value);
    }

    private <T> T remember(Map<TenantId, Recent<T>> known, TenantId tenant, T value) {
        known.put(tenant, new Recent<>(value, clock.instant().plus(REMEMBERED)));
        return value;
    }

    /**
     * Takes a place for a certificate, under the lock of its device's row; fails with {@link
     * TurnedDown} when there is none. Locks a row that all devices of the tenant share, so it comes
     * after everything else that may refuse.
     */
    Uni<Void> take(SqlConnection connection, Grant grant) {
        var identity = grant.identity();
        return grant.renewal()
                ? Uni.createFrom().voidItem()
                : quotas(connection, identity.tenant())
                        .call(limits -> ofDevice(connection, identity, limits))
                        .chain(limits -> ofMinute(connection, identity.tenant(), limits));
    }

    private Uni<Quotas> quotas(SqlConnection connection, TenantId tenant) {
        return recent(quotas, tenant)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() ->
                        tenants.find(connection, tenant)
                                .map(found ->
                                        found.map(it -> it.options().quotas()).orElse(Quotas.UNSET))
                                .map(read -> remember(quotas, tenant, read)));
    }

    private Uni<Void> ofDevice(SqlConnection connection, DeviceIdentity identity, Quotas limits) {
        var most = limits.maxCertsPerDevice();
        return most == null
                ? Uni.createFrom().voidItem()
                : used.certificates(connection, identity)
                        .invoke(good -> {
                            if (good >= most) {
                                throw new TurnedDown(TOO_MANY);
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> ofMinute(SqlConnection connection, TenantId tenant, Quotas limits) {
        var most = limits.enrollmentsPerMinute();
        return most == null
                ? Uni.createFrom().voidItem()
                : used.take(connection, tenant, most)
                        .chain(taken ->
                                taken ? Uni.createFrom().voidItem() : close(connection, tenant));
    }

    private Uni<Void> close(SqlConnection connection, TenantId tenant) {
        return used.untilNextMinute(connection, tenant)
                .map(wait -> new Refusal(RefusalReason.RATE_LIMITED, TOO_FAST, Optional.of(wait)))
                .invoke(refusal -> {
                    throw new TurnedDown(remember(closed, tenant, refusal));
                })
                .replaceWithVoid();
    }
}
