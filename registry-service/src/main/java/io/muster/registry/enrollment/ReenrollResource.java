// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The way back for a device whose certificate expired while it was away, or was lost. */
@Path("/api/v1/devices/{id}/allow-reenroll")
@Tag(name = "Enrollment")
class ReenrollResource {

    private final Caller caller;
    private final Database database;
    private final DeviceStore devices;
    private final RenewalStore renewals;
    private final AuditLog audit;

    ReenrollResource(
            Caller caller,
            Database database,
            DeviceStore devices,
            RenewalStore renewals,
            AuditLog audit) {
        this.caller = caller;
        this.database = database;
        this.devices = devices;
        this.renewals = renewals;
        this.audit = audit;
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "allowReenroll",
            summary = "Let a device renew an expired certificate, or enroll again, once",
            description =
                    "Within seven days: by its expired certificate, whatever the grace of its"
                            + " profile, or by a claim, a token or a factory certificate that others"
                            + " may have too. A revoked certificate stays worthless. Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device may")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "The device is suspended or retired")
    public Uni<Void> allow(@RestPath String id) {
        var identity = caller.device(id);
        var entry =
                new AuditEntry(
                        caller.subject(),
                        "device.allow-reenroll",
                        id,
                        JsonNodeFactory.instance.objectNode());
        return database.transaction(connection ->
                devices.lock(connection, identity)
                        .invoke(ReenrollResource::requireEnrollable)
                        .chain(() -> renewals.allow(connection, identity))
                        .chain(() -> audit.append(connection, identity.tenant(), entry)));
    }

    private static void requireEnrollable(Optional<Device> found) {
        if (found.isEmpty()) {
            throw Problems.notFound("There is no such device.");
        }
        if (!found.get().state().mayEnroll()) {
            throw Problems.conflict("The device is " + found.get().state() + ".");
        }
    }
}
