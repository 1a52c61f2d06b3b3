// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.tenant.store.TenantStore;
import io.muster.registry.tenant.store.UsageStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up what is used of a tenant's quotas. */
@ApplicationScoped
class TenantUsage {

    private final Database database;
    private final TenantStore tenants;
    private final UsageStore usage;

    TenantUsage(Database database, TenantStore tenants, UsageStore usage) {
        this.database = database;
        this.tenants = tenants;
        this.usage = usage;
    }

    /** A 404 problem when there is no such tenant, or no such device in it. */
    Uni<TenantUsageView> of(TenantId tenant, @Nullable String device) {
        return database.read(connection -> read(connection, tenant, device));
    }

    private Uni<TenantUsageView> read(
            SqlConnection connection, TenantId id, @Nullable String device) {
        return tenants.find(connection, id)
                .map(found -> found.orElseThrow(TenantScope::missing))
                .chain(tenant ->
                        usage.flow(connection, id)
                                .chain(flow ->
                                        certificates(connection, id, device)
                                                .map(good ->
                                                        TenantUsageView.of(tenant, flow, good))));
    }

    private Uni<Optional<Long>> certificates(
            SqlConnection connection, TenantId tenant, @Nullable String device) {
        if (device == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var id = DeviceId.parse(device).orElseThrow(TenantUsage::noDevice);
        return usage.certificates(connection, new DeviceIdentity(tenant, id))
                .map(counted -> Optional.of(counted.orElseThrow(TenantUsage::noDevice)));
    }

    private static ProblemException noDevice() {
        return Problems.notFound("There is no such device.");
    }
}
