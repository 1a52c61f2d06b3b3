// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.registry.api.Once;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.GroupPath;
import io.muster.registry.membership.Memberships;
import io.muster.registry.type.AttributeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds devices; a repeated request gets the first one's answer. */
@ApplicationScoped
class DeviceRegistration {

    private static final int CREATED = 201;

    private final Database database;
    private final Once once;
    private final DeviceStore devices;
    private final AttributeCheck attributes;
    private final DeviceJournal journal;
    private final Memberships memberships;
    private final JsonBodies json;

    DeviceRegistration(
            Database database,
            Once once,
            DeviceStore devices,
            AttributeCheck attributes,
            DeviceJournal journal,
            Memberships memberships,
            JsonBodies json) {
        this.database = database;
        this.once = once;
        this.devices = devices;
        this.attributes = attributes;
        this.journal = journal;
        this.memberships = memberships;
        this.json = json;
    }

    /** Adds a device and answers its JSON; a problem when the id is taken. */
    Uni<String> create(
            DeviceIdentity identity,
            DeviceDescription description,
            Once.Request request,
            String actor) {
        return database.transaction(connection ->
                        once.run(
                                connection,
                                request,
                                () ->
                                        insert(connection, identity, description, actor)
                                                .chain(device -> text(connection, device))
                                                .map(text -> new Stored(CREATED, text))))
                .invoke(journal::wake)
                .map(Stored::body);
    }

    /** Adds a device in the caller's transaction. */
    Uni<Device> insert(
            SqlConnection connection,
            DeviceIdentity identity,
            DeviceDescription description,
            String actor) {
        return attributes
                .check(connection, identity.tenant(), description)
                .chain(() -> devices.insert(connection, identity, description))
                .map(inserted -> inserted.orElseThrow(DeviceRegistration::taken))
                .call(device -> journal.created(connection, device, actor));
    }

    private Uni<String> text(SqlConnection connection, Device device) {
        return memberships
                .of(connection, device.identity())
                .map(found -> found.of(device.identity().device()))
                .map(groups -> groups.stream().map(GroupPath::value).toList())
                .map(groups -> json.text(DeviceView.of(device, groups)));
    }

    private static ProblemException taken() {
        return ProblemException.of(
                409,
                "already-exists",
                "The device exists already",
                "A device with this id, or one that differs in upper and lower case only, exists,"
                        + " or is deleted and can still be restored.");
    }
}
