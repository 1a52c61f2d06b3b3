// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.history.Replay;
import io.muster.shadow.history.Replay.Past;
import io.muster.shadow.json.JsonText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What shadows were, as far as it is kept. */
@ApplicationScoped
public class ShadowHistory {

    private static final String OF_ONE = "WHERE tenant_id = $1 AND device_id = $2 AND name = $3";

    private static final String LIST =
            """
            SELECT version, kind, made_at, made_by, patch, NULL::bytea AS snapshot FROM shadow_version
            %s AND version BETWEEN $4 AND $5 AND made_at BETWEEN $6 AND $7
            ORDER BY version DESC LIMIT $8
            """
                    .formatted(OF_ONE);

    private static final String AFTER =
            """
            SELECT version, kind, made_at, made_by, patch, NULL::bytea AS snapshot FROM shadow_version
            %s AND version > $4 ORDER BY version LIMIT $5
            """
                    .formatted(OF_ONE);

    private static final String BACK_TO_A_WHOLE_ONE =
            """
            SELECT * FROM shadow_version
            %1$s AND version <= $4 AND version >= (
                SELECT version FROM shadow_version
                %1$s AND version <= $4 AND (snapshot IS NOT NULL OR kind <> 'changed')
                ORDER BY version DESC LIMIT 1)
            ORDER BY version
            """
                    .formatted(OF_ONE);

    // The newest version of then, if the next one says until when it was, and otherwise whether the
    // first one is known, before which there was nothing.
    private static final String AT =
            """
            SELECT version, made_at <= $4 AS of_then, EXISTS (
                    SELECT 1 FROM shadow_version n
                    WHERE n.tenant_id = $1 AND n.device_id = $2 AND n.name = $3 AND n.version = v.version + 1) AS followed
            FROM shadow_version v %s AND (made_at <= $4 OR version = 1)
            ORDER BY made_at <= $4 DESC, version DESC LIMIT 1
            """
                    .formatted(OF_ONE);

    private final Database database;

    ShadowHistory(Database database) {
        this.database = database;
    }

    /** Which versions of a shadow: those of both spans, ends included. */
    public record Span(long first, long last, Instant from, Instant to) {}

    /** The versions of a shadow, newest first, without snapshots. */
    public Uni<List<PastVersion>> list(ShadowKey key, Span span, int limit) {
        var parameters =
                of(key).addLong(span.first())
                        .addLong(span.last())
                        .addValue(Rows.utc(span.from()))
                        .addValue(Rows.utc(span.to()))
                        .addInteger(limit);
        return select(LIST, parameters).map(ShadowHistory::versions);
    }

    /** The first versions after one that are kept, oldest first, without snapshots. */
    public Uni<List<PastVersion>> after(ShadowKey key, long version, int limit) {
        return select(AFTER, of(key).addLong(version).addInteger(limit))
                .map(ShadowHistory::versions);
    }

    /**
     * What a shadow was at a version.
     *
     * @param now the shadow as it is; its own version is known also where nothing is kept
     */
    public Uni<Past> at(ShadowKey key, Shadow now, long version) {
        if (version == now.version() && now instanceof ShadowDocument document) {
            return Uni.createFrom().item(new Past.Known(document));
        }
        if (version < 1 || version > now.version()) {
            return Uni.createFrom().item(new Past.Never());
        }
        return select(BACK_TO_A_WHOLE_ONE, of(key).addLong(version))
                .map(rows -> Replay.at(version, versions(rows)));
    }

    /** What a shadow was at a moment. */
    public Uni<Past> at(ShadowKey key, Shadow now, Instant moment) {
        if (now instanceof ShadowDocument document && !document.updatedAt().isAfter(moment)) {
            return Uni.createFrom().item(new Past.Known(document));
        }
        if (now.equals(Absent.NEVER)) {
            return Uni.createFrom().item(new Past.Never());
        }
        return select(AT, of(key).addValue(Rows.utc(moment))).chain(rows -> at(key, now, rows));
    }

    private Uni<Past> at(ShadowKey key, Shadow now, RowSet<Row> newest) {
        if (newest.size() == 0) {
            return Uni.createFrom().item(new Past.Forgotten());
        }
        var row = newest.iterator().next();
        long version = row.getLong("version");
        if (!row.getBoolean("of_then")) {
            return Uni.createFrom().item(new Past.Never());
        }
        return row.getBoolean("followed") || version == now.version()
                ? at(key, now, version)
                : Uni.createFrom().item(new Past.Forgotten());
    }

    private Uni<RowSet<Row>> select(String sql, Tuple parameters) {
        return database.read(connection -> connection.preparedQuery(sql).execute(parameters));
    }

    private static Tuple of(ShadowKey key) {
        return Tuple.of(key.tenant().value(), key.device().value(), key.name().value());
    }

    private static List<PastVersion> versions(RowSet<Row> rows) {
        var versions = new ArrayList<PastVersion>(rows.size());
        rows.forEach(row -> versions.add(version(row)));
        return versions;
    }

    private static PastVersion version(Row row) {
        var snapshot = row.getBuffer("snapshot");
        return new PastVersion(
                row.getLong("version"),
                PastVersion.Kind.of(row.getString("kind")),
                Rows.instant(row, "made_at"),
                row.getString("made_by"),
                JsonText.stored(row.getBuffer("patch").getBytes()),
                snapshot == null ? null : JsonText.stored(snapshot.getBytes()));
    }
}
