// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.gateway.store.GatewayBatchStore;
import io.muster.registry.gateway.store.GatewayStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.tenant.store.TenantStore;
import io.muster.registry.type.store.DeviceType;
import io.muster.registry.type.store.DeviceTypeStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Says who is whose gateway, each time in one transaction with its audit entry. */
@ApplicationScoped
class Gateways {

    private static final int MOST_OF_A_DEVICE = 16;
    private static final String START = "";

    private final Database database;
    private final DeviceStore devices;
    private final DeviceTypeStore types;
    private final TenantStore tenants;
    private final GatewayStore gateways;
    private final GatewayBatchStore above;
    private final Cursors cursors;
    private final AuditLog audit;

    Gateways(
            Database database,
            DeviceStore devices,
            DeviceTypeStore types,
            TenantStore tenants,
            GatewayStore gateways,
            GatewayBatchStore above,
            Cursors cursors,
            AuditLog audit) {
        this.database = database;
        this.devices = devices;
        this.types = types;
        this.tenants = tenants;
        this.gateways = gateways;
        this.above = above;
        this.cursors = cursors;
        this.audit = audit;
    }

    /** Lets a gateway speak for a device. */
    Uni<Void> add(DeviceIdentity identity, DeviceIdentity gateway, String actor) {
        if (identity.equals(gateway)) {
            throw Problems.unprocessable("A device is not its own gateway.");
        }
        return database.transaction(connection ->
                locked(connection, identity)
                        .chain(() -> requireGateway(connection, gateway))
                        .chain(() -> tenants.lock(connection, identity.tenant()))
                        .chain(() -> gateways.add(connection, identity, gateway.device()))
                        .chain(() -> requireNoCircle(connection, identity))
                        .chain(() -> gateways.count(connection, identity))
                        .invoke(Gateways::requireFew)
                        .chain(() -> write(connection, identity, gateway, "add", actor)));
    }

    /** Lets it speak no more. */
    Uni<Void> remove(DeviceIdentity identity, DeviceIdentity gateway, String actor) {
        return database.transaction(connection ->
                locked(connection, identity)
                        .chain(() -> gateways.remove(connection, identity, gateway.device()))
                        .invoke(Gateways::requireRemoved)
                        .chain(() -> write(connection, identity, gateway, "remove", actor)));
    }

    /** The devices that a gateway speaks for. */
    Uni<Page<ChildView>> children(DeviceIdentity gateway, PageRequest request) {
        var query = "children of " + gateway.device();
        var after =
                cursors.open(gateway.tenant(), query, request)
                        .map(at -> at.position().getFirst())
                        .orElse(START);
        return database.read(connection ->
                        devices.find(connection, gateway)
                                .map(Gateways::required)
                                .chain(() ->
                                        gateways.children(
                                                connection, gateway, after, request.fetch())))
                .map(found -> found.stream().map(ChildView::of).toList())
                .map(views ->
                        cursors.page(
                                gateway.tenant(),
                                query,
                                request,
                                views,
                                view -> Cursor.at(view.id())));
    }

    private Uni<Device> locked(SqlConnection connection, DeviceIdentity identity) {
        return devices.lock(connection, identity).map(Gateways::required);
    }

    private static Device required(Optional<Device> found) {
        return found.orElseThrow(() -> Problems.notFound("There is no such device."));
    }

    private Uni<Void> requireGateway(SqlConnection connection, DeviceIdentity identity) {
        return devices.find(connection, identity)
                .map(Gateways::required)
                .chain(device -> type(connection, device))
                .invoke(type -> {
                    if (type.filter(DeviceType::gateway).isEmpty()) {
                        throw Problems.unprocessable(
                                "The other device is of no type whose devices are gateways.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireNoCircle(SqlConnection connection, DeviceIdentity identity) {
        return above.circle(connection, identity.tenant(), List.of(identity.device().value()))
                .invoke(circle -> {
                    if (circle) {
                        throw Problems.unprocessable(
                                "The device would be its own gateway by way of others.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Optional<DeviceType>> type(SqlConnection connection, Device device) {
        return device.description()
                .type()
                .map(type -> types.find(connection, device.identity().tenant(), type))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static void requireFew(long count) {
        if (count > MOST_OF_A_DEVICE) {
            throw Problems.conflict("A device has at most " + MOST_OF_A_DEVICE + " gateways.");
        }
    }

    private static void requireRemoved(boolean removed) {
        if (!removed) {
            throw Problems.notFound("That is not a gateway of this device.");
        }
    }

    private Uni<Void> write(
            SqlConnection connection,
            DeviceIdentity identity,
            DeviceIdentity gateway,
            String what,
            String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("gateway", gateway.device().value());
        var entry =
                new AuditEntry(actor, "device.gateway-" + what, identity.device().value(), detail);
        return audit.append(connection, identity.tenant(), entry);
    }
}
