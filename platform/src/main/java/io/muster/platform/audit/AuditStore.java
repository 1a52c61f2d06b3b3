// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The tables of the audit log: entries, and one head row per tenant. */
@Singleton
class AuditStore {

    // The update changes nothing: it takes the row's lock whether the row is new or not.
    private static final String LOCK_HEAD =
            """
            INSERT INTO audit_head (tenant_id, seq, hash) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id) DO UPDATE SET seq = audit_head.seq
            RETURNING seq, hash
            """;
    private static final String HEAD = "SELECT seq, hash FROM audit_head WHERE tenant_id = $1";
    private static final String INSERT =
            """
            WITH moved AS (UPDATE audit_head SET seq = $2, hash = $3 WHERE tenant_id = $1)
            INSERT INTO audit_entry (tenant_id, seq, body, hash)
            SELECT $1, seq, body, hash FROM unnest($4::bigint[], $5::text[], $6::text[]) AS e(seq, body, hash)
            """;
    private static final String LIST =
            """
            SELECT seq, body, hash FROM audit_entry
            WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
            """;
    private static final String BEFORE =
            """
            SELECT seq, body, hash FROM audit_entry
            WHERE tenant_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3
            """;

    Uni<AuditHead> lockHead(SqlConnection connection, TenantId tenant) {
        var none = AuditHead.NONE;
        return connection
                .preparedQuery(LOCK_HEAD)
                .execute(Tuple.of(tenant.value(), none.sequence(), none.hash()))
                .map(AuditStore::head);
    }

    Uni<AuditHead> head(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(HEAD)
                .execute(Tuple.of(tenant.value()))
                .map(AuditStore::head);
    }

    /** Adds links that follow on the head, of which there must be one; its last is the head now. */
    Uni<Void> insert(SqlConnection connection, TenantId tenant, List<AuditLink> links) {
        var last = links.getLast();
        var row =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addLong(last.sequence())
                        .addString(last.hash())
                        .addArrayOfLong(
                                links.stream().map(AuditLink::sequence).toArray(Long[]::new))
                        .addArrayOfString(
                                links.stream().map(AuditLink::body).toArray(String[]::new))
                        .addArrayOfString(
                                links.stream().map(AuditLink::hash).toArray(String[]::new));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    Uni<List<AuditLink>> list(SqlConnection connection, TenantId tenant, long after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), after, limit))
                .map(AuditStore::links);
    }

    /** Links before one, the newest first. */
    Uni<List<AuditLink>> before(SqlConnection connection, TenantId tenant, long seq, int limit) {
        return connection
                .preparedQuery(BEFORE)
                .execute(Tuple.of(tenant.value(), seq, limit))
                .map(AuditStore::links);
    }

    private static AuditHead head(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? head(row.next()) : AuditHead.NONE;
    }

    private static AuditHead head(Row row) {
        return new AuditHead(row.getLong("seq"), row.getString("hash"));
    }

    private static List<AuditLink> links(RowSet<Row> rows) {
        var links = new ArrayList<AuditLink>(rows.size());
        rows.forEach(row ->
                links.add(
                        new AuditLink(
                                row.getLong("seq"), row.getString("body"), row.getString("hash"))));
        return links;
    }
}
