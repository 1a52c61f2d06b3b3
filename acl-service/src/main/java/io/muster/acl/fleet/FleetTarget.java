// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.follow.SnapshotTarget;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Fills the model from registry-service's snapshot and events. */
public final class FleetTarget implements SnapshotTarget {

    private final FleetModel model;
    private final FleetListener listener;
    private @Nullable Fleet building;

    public FleetTarget(FleetModel model, FleetListener listener) {
        this.model = model;
        this.listener = listener;
    }

    @Override
    public Uni<Void> begin() {
        return done(() -> building = new Fleet());
    }

    @Override
    public Uni<Void> line(ObjectNode line) {
        return done(() -> take(required(building), line));
    }

    private static void take(Fleet fleet, ObjectNode line) {
        var tenant = new TenantId(line.path("tenant").asText());
        switch (line.path("kind").asText()) {
            case "issuer" -> FleetFacts.issuer(fleet, tenant, line);
            case "device" -> FleetFacts.device(fleet, tenant, line);
            case "certificate" -> FleetFacts.certificate(fleet, tenant, line);
            case "claim" -> FleetFacts.claim(fleet, tenant, line);
            case "credential" -> FleetFacts.credential(fleet, tenant, line);
            default -> {} // a kind that did not exist when this was written
        }
    }

    @Override
    public Uni<Void> commit() {
        return done(() -> {
            var fleet = required(building);
            building = null;
            model.replace(fleet);
            listener.replaced(fleet);
        });
    }

    @Override
    public Uni<Void> apply(CloudEvent event) {
        return done(() -> apply(required(model.latest()), event));
    }

    private void apply(Fleet fleet, CloudEvent event) {
        var tenant = event.tenant();
        var data = event.data();
        switch (event.type()) {
            case "device.created", "device.changed" -> changed(fleet, tenant, data);
            case "device.deleted" -> deleted(fleet, FleetFacts.key(tenant, data));
            case "certificate.issued" -> issued(fleet, event);
            case "certificate.revoked" -> listener.fell(FleetFacts.revocation(fleet, tenant, data));
            case "certificate.held" -> listener.fell(FleetFacts.hold(fleet, tenant, data));
            case "certificate.released" -> FleetFacts.release(fleet, data);
            case "credential.changed" ->
                    FleetFacts.credential(fleet, tenant, data).ifPresent(listener::fell);
            case "credential.deleted" ->
                    FleetFacts.withdrawal(fleet, tenant, data).ifPresent(listener::fell);
            case "claim.issued" -> model.told(FleetFacts.claim(fleet, tenant, data).fingerprint());
            case "claim.revoked" -> listener.fell(FleetFacts.revokedClaim(fleet, tenant, data));
            case "issuer.added", "issuer.changed" -> issuer(fleet, tenant, data);
            default -> {} // presence, and what else is not about who may connect
        }
    }

    private void issuer(Fleet fleet, TenantId tenant, ObjectNode data) {
        if (FleetFacts.issuer(fleet, tenant, data)) {
            listener.distrusted(fleet, tenant);
        }
    }

    private void changed(Fleet fleet, TenantId tenant, ObjectNode data) {
        var device = FleetFacts.device(fleet, tenant, data);
        if (fleet.bars(device)) {
            listener.fell(device);
        }
    }

    private void deleted(Fleet fleet, DeviceKey device) {
        fleet.delete(device);
        listener.fell(device);
    }

    private void issued(Fleet fleet, CloudEvent event) {
        var certificate = FleetFacts.certificate(fleet, event.tenant(), event.data());
        fleet.forgetExpired(certificate.device(), event.time());
        model.told(certificate.fingerprint());
    }

    private static Fleet required(@Nullable Fleet fleet) {
        if (fleet == null) {
            throw new IllegalStateException("a fact about the fleet came before its snapshot");
        }
        return fleet;
    }

    private static Uni<Void> done(Runnable step) {
        return Uni.createFrom().voidItem().invoke(step);
    }
}
