// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.Precondition;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.api.MergePatch;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.type.AttributeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is said of devices, and answers with the whole device as the change leaves it. A
 * change that changes nothing makes no version and no event.
 */
@ApplicationScoped
class DeviceChanges {

    private final Database database;
    private final DeviceStore devices;
    private final AttributeCheck attributes;
    private final DeviceRegistration registration;
    private final DeviceList list;
    private final DeviceJournal journal;
    private final JsonBodies json;

    DeviceChanges(
            Database database,
            DeviceStore devices,
            AttributeCheck attributes,
            DeviceRegistration registration,
            DeviceList list,
            DeviceJournal journal,
            JsonBodies json) {
        this.database = database;
        this.devices = devices;
        this.attributes = attributes;
        this.registration = registration;
        this.list = list;
        this.journal = journal;
        this.json = json;
    }

    /** Adds a device or replaces all that is said of it; a new one has version 1. */
    Uni<DeviceView> put(
            DeviceIdentity identity,
            DeviceDescription description,
            Precondition precondition,
            String actor) {
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .invoke(found -> precondition.check(version(found)))
                                .chain(found ->
                                        found.map(device ->
                                                        describe(
                                                                connection,
                                                                device,
                                                                description,
                                                                actor))
                                                .orElseGet(() ->
                                                        registration.insert(
                                                                connection,
                                                                identity,
                                                                description,
                                                                actor)))
                                .chain(() -> list.get(connection, identity)))
                .invoke(journal::wake);
    }

    /** Applies a merge patch to what is said of a device. */
    Uni<DeviceView> patch(
            DeviceIdentity identity, ObjectNode patch, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        devices.lock(connection, identity)
                                .map(found ->
                                        found.orElseThrow(() ->
                                                Problems.notFound("There is no such device.")))
                                .invoke(device -> EntityTags.demand(ifMatch, device.version()))
                                .chain(device ->
                                        describe(connection, device, patched(device, patch), actor))
                                .chain(() -> list.get(connection, identity)))
                .invoke(journal::wake);
    }

    private DeviceDescription patched(Device device, ObjectNode patch) {
        var before = json.tree(DeviceDraft.of(device.description()));
        return json.value(MergePatch.apply(before, patch), DeviceDraft.class).description();
    }

    private Uni<Device> describe(
            SqlConnection connection, Device device, DeviceDescription description, String actor) {
        return description.equals(device.description())
                ? Uni.createFrom().item(device)
                : attributes
                        .check(connection, device.identity().tenant(), description)
                        .chain(() -> devices.describe(connection, device, description))
                        .call(changed -> journal.described(connection, changed, actor));
    }

    private static OptionalLong version(Optional<Device> device) {
        return device.map(found -> OptionalLong.of(found.version())).orElse(OptionalLong.empty());
    }
}
