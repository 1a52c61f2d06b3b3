// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.snapshot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.outbox.EventHead;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.topic.TenantId;
import io.muster.registry.credential.store.CredentialFact;
import io.muster.registry.credential.store.CredentialStore;
import io.muster.registry.identity.ClaimIdentity;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/**
 * The lines of a snapshot, read kind after kind from one unchanging state. Certificates that have
 * expired are left out: nobody may use them, whatever becomes of them.
 */
final class SnapshotLines {

    private static final int ROWS_PER_FETCH = 500;

    private static final String ISSUERS =
            """
            SELECT tenant_id, fingerprint, certificate_pem, state FROM issuer ORDER BY tenant_id, fingerprint
            """;
    private static final String DEVICES =
            """
            SELECT d.tenant_id, d.id, d.state, coalesce(p.connected, false) AS connected,
                ARRAY(SELECT g.path FROM group_member m JOIN device_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
                    WHERE m.tenant_id = d.tenant_id AND m.device_id = d.id AND NOT g.deleted ORDER BY g.path) AS groups
            FROM device d LEFT JOIN presence p ON p.tenant_id = d.tenant_id AND p.device_id = d.id
            WHERE d.deleted_at IS NULL
            """;
    private static final String CERTIFICATES =
            """
            SELECT tenant_id, device_id, fingerprint, serial_hex, issuer, status, not_before, not_after
            FROM certificate WHERE not_after > now()
            """;

    private static final String CLAIMS =
            """
            SELECT tenant_id, id, secret_sha256, serial_hex, issuer, not_before, expires_at,
                revoked_at IS NOT NULL AS revoked
            FROM claim_token WHERE certificate IS NOT NULL AND expires_at > now()
            """;

    private SnapshotLines() {}

    /** All lines; the last one says that nothing is missing. */
    static Multi<ObjectNode> read(SqlConnection connection, Outbox outbox) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        heads(connection, outbox),
                        rows(connection, ISSUERS, SnapshotLines::issuer),
                        rows(connection, DEVICES, SnapshotLines::device),
                        rows(connection, CERTIFICATES, SnapshotLines::certificate),
                        rows(connection, CLAIMS, SnapshotLines::claim),
                        rows(connection, CredentialStore.LOGINS, SnapshotLines::credential),
                        end());
    }

    /** Only how far the events of each tenant are, and the end. */
    static Multi<ObjectNode> readHeads(SqlConnection connection, Outbox outbox) {
        return Multi.createBy().concatenating().streams(heads(connection, outbox), end());
    }

    private static Multi<ObjectNode> end() {
        return Multi.createFrom().item(() -> line("end"));
    }

    private static Multi<ObjectNode> heads(SqlConnection connection, Outbox outbox) {
        return outbox.heads(connection)
                .onItem()
                .transformToMulti(heads -> Multi.createFrom().iterable(heads))
                .map(SnapshotLines::head);
    }

    /** Through a cursor: the number of rows is not bounded. */
    private static Multi<ObjectNode> rows(
            SqlConnection connection, String sql, Function<Row, ObjectNode> line) {
        return connection
                .prepare(sql)
                .onItem()
                .transformToMulti(statement -> statement.createStream(ROWS_PER_FETCH).toMulti())
                .map(line);
    }

    private static ObjectNode head(EventHead head) {
        return line("head").put("tenant", head.tenant().value()).put("sequence", head.sequence());
    }

    private static ObjectNode issuer(Row row) {
        return of("issuer", row)
                .put("issuer", row.getString("fingerprint"))
                .put("certificatePem", row.getString("certificate_pem"))
                .put("state", row.getString("state"));
    }

    private static ObjectNode device(Row row) {
        var line =
                of("device", row)
                        .put("device", row.getString("id"))
                        .put("state", row.getString("state"))
                        .put("connected", row.getBoolean("connected"));
        var groups = line.putArray("groups");
        List.of(row.getArrayOfStrings("groups")).forEach(groups::add);
        return line;
    }

    private static ObjectNode certificate(Row row) {
        return of("certificate", row)
                .put("device", row.getString("device_id"))
                .put("fingerprint", row.getString("fingerprint"))
                .put("serial", row.getString("serial_hex"))
                .put("issuer", row.getString("issuer"))
                .put("status", row.getString("status"))
                .put("notBefore", row.getOffsetDateTime("not_before").toInstant().toString())
                .put("notAfter", row.getOffsetDateTime("not_after").toInstant().toString());
    }

    private static ObjectNode claim(Row row) {
        var tenant = new TenantId(row.getString("tenant_id"));
        return of("claim", row)
                .put("claim", new ClaimIdentity(tenant, row.getUUID("id")).commonName())
                .put("fingerprint", row.getString("secret_sha256"))
                .put("serial", row.getString("serial_hex"))
                .put("issuer", row.getString("issuer"))
                .put("status", row.getBoolean("revoked") ? "REVOKED" : "ACTIVE")
                .put("notBefore", row.getOffsetDateTime("not_before").toInstant().toString())
                .put("notAfter", row.getOffsetDateTime("expires_at").toInstant().toString());
    }

    private static ObjectNode credential(Row row) {
        return of("credential", row).setAll(CredentialFact.of(CredentialStore.read(row)));
    }

    private static ObjectNode of(String kind, Row row) {
        return line(kind).put("tenant", row.getString("tenant_id"));
    }

    private static ObjectNode line(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }
}
