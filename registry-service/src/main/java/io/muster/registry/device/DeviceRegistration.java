// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.idempotency.IdempotencyKeys;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.tenant.store.DeviceQuota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Adds devices; a repeated request gets the first one's answer. */
@ApplicationScoped
class DeviceRegistration {

    private static final int CREATED = 201;

    private final Database database;
    private final IdempotencyKeys keys;
    private final DeviceStore devices;
    private final DeviceQuota quota;
    private final DeviceJournal journal;
    private final ObjectMapper json;

    DeviceRegistration(
            Database database,
            IdempotencyKeys keys,
            DeviceStore devices,
            DeviceQuota quota,
            DeviceJournal journal,
            ObjectMapper json) {
        this.database = database;
        this.keys = keys;
        this.devices = devices;
        this.quota = quota;
        this.journal = journal;
        this.json = json;
    }

    /** Adds a device and answers its JSON; a problem when the id is taken. */
    Uni<String> create(DeviceIdentity identity, String actor, Optional<String> key) {
        return database.transaction(connection ->
                        key.map(once -> once(connection, identity, actor, once))
                                .orElseGet(() -> insert(connection, identity, actor)))
                .invoke(journal::wake);
    }

    private Uni<String> once(
            SqlConnection connection, DeviceIdentity identity, String actor, String key) {
        var tenant = identity.tenant();
        var request = Fingerprint.of("POST /api/v1/devices", identity.device().value());
        return keys.find(connection, tenant, key, request)
                .chain(earlier ->
                        earlier.map(stored -> Uni.createFrom().item(stored.body()))
                                .orElseGet(() ->
                                        insert(connection, identity, actor)
                                                .call(body ->
                                                        keys.store(
                                                                connection,
                                                                tenant,
                                                                key,
                                                                new Stored(CREATED, body)))));
    }

    private Uni<String> insert(SqlConnection connection, DeviceIdentity identity, String actor) {
        return devices.insert(connection, identity)
                .map(inserted -> inserted.orElseThrow(DeviceRegistration::taken))
                .call(() -> quota.take(connection, identity.tenant(), 1))
                .call(device -> journal.created(connection, device, actor))
                .map(this::render);
    }

    private String render(Device device) {
        try {
            return json.writeValueAsString(DeviceView.of(device));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view of ours is always JSON", e);
        }
    }

    private static ProblemException taken() {
        return ProblemException.of(
                409,
                "already-exists",
                "The device exists already",
                "A device with this id, or one that differs in upper and lower case only, exists.");
    }
}
