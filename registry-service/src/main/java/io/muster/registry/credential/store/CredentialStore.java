// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The credentials of devices. Whoever changes one has the device's row locked. */
@ApplicationScoped
public class CredentialStore {

    /** What a snapshot needs of those that MQTT clients log in with. */
    public static final String LOGINS =
            """
            SELECT tenant_id, device_id, id, type, auth_id, enabled, not_before, not_after, secret, created_at, updated_at
            FROM credential WHERE type <> 'psk'
            """;

    // Two indexes: a type's names are unique, and so are all that MQTT clients log in with.
    private static final String INSERT =
            """
            INSERT INTO credential (tenant_id, id, device_id, type, auth_id, enabled, not_before, not_after, secret)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;
    private static final String LIST =
            "SELECT * FROM credential WHERE tenant_id = $1 AND device_id = $2 ORDER BY created_at, id";
    private static final String FIND =
            "SELECT * FROM credential WHERE tenant_id = $1 AND device_id = $2 AND id = $3";
    private static final String ROTATE =
            """
            UPDATE credential SET secret = $4, updated_at = now() WHERE tenant_id = $1 AND device_id = $2 AND id = $3
            RETURNING *
            """;
    private static final String DELETE =
            "DELETE FROM credential WHERE tenant_id = $1 AND device_id = $2 AND id = $3";

    /** Adds a credential; empty when its name is taken. */
    public Uni<Optional<Credential>> insert(SqlConnection connection, Credential added) {
        var values =
                Tuple.tuple()
                        .addString(added.device().tenant().value())
                        .addUUID(added.id())
                        .addString(added.device().device().value())
                        .addString(added.type().word())
                        .addString(added.authId())
                        .addBoolean(added.enabled())
                        .addOffsetDateTime(added.notBefore().map(CredentialStore::utc).orElse(null))
                        .addOffsetDateTime(added.notAfter().map(CredentialStore::utc).orElse(null))
                        .addString(added.secret());
        return one(connection, INSERT, values);
    }

    /** The credentials of a device, the oldest first. */
    public Uni<List<Credential>> list(SqlConnection connection, DeviceIdentity device) {
        return all(connection, LIST, key(device));
    }

    /** Finds a credential of a device. */
    public Uni<Optional<Credential>> find(
            SqlConnection connection, DeviceIdentity device, UUID id) {
        return one(connection, FIND, key(device).addUUID(id));
    }

    /** Gives a credential another secret. */
    public Uni<Credential> rotate(SqlConnection connection, Credential credential, String secret) {
        var values = key(credential.device()).addUUID(credential.id()).addString(secret);
        return one(connection, ROTATE, values).map(Optional::orElseThrow);
    }

    /** Deletes a credential. */
    public Uni<Void> delete(SqlConnection connection, Credential credential) {
        return connection
                .preparedQuery(DELETE)
                .execute(key(credential.device()).addUUID(credential.id()))
                .replaceWithVoid();
    }

    private static Tuple key(DeviceIdentity device) {
        return Tuple.tuple().addString(device.tenant().value()).addString(device.device().value());
    }

    private static Uni<Optional<Credential>> one(
            SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<Credential>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(CredentialStore::read).toList());
    }

    /** The credential of a row. */
    public static Credential read(Row row) {
        return new Credential(
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                row.getUUID("id"),
                CredentialType.of(row.getString("type")),
                row.getString("auth_id"),
                row.getBoolean("enabled"),
                Optional.ofNullable(row.getOffsetDateTime("not_before"))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getOffsetDateTime("not_after"))
                        .map(OffsetDateTime::toInstant),
                row.getString("secret"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
