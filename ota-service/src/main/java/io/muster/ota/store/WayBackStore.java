// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.RolloutSpec;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Releases that devices can be sent back to. */
@ApplicationScoped
public class WayBackStore {

    // A device refuses a release whose security version is lower than that of the one it took.
    private static final String FIND =
            """
            SELECT b.id, b.version, b.security_version >= r.security_version AS secure
            FROM release r JOIN release b ON b.tenant_id = r.tenant_id AND b.product = r.product
            WHERE r.tenant_id = $1 AND r.id = $2 AND b.state = 'RELEASED' AND b.id <> r.id
              AND (b.id = $3::uuid OR ($3::uuid IS NULL AND b.version = ANY ($4)))
            """;

    /**
     * A release to go back to.
     *
     * @param secure devices that took the other one will take it
     */
    public record WayBack(UUID release, String version, boolean secure) {}

    /** The way back for devices that ran these versions; none for versions we don't have. */
    public Uni<Map<String, WayBack>> find(
            SqlConnection connection, TenantId tenant, RolloutSpec spec, List<String> versions) {
        var parameters =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addUUID(spec.release())
                        .addUUID(spec.rollbackRelease().orElse(null))
                        .addArrayOfString(versions.toArray(String[]::new));
        return connection
                .preparedQuery(FIND)
                .execute(parameters)
                .map(rows -> ways(rows, spec.rollbackRelease().isPresent(), versions));
    }

    /** One release for all where the rollout names one, otherwise each version's own. */
    private static Map<String, WayBack> ways(
            RowSet<Row> rows, boolean sameForAll, List<String> versions) {
        var ways = new HashMap<String, WayBack>();
        rows.forEach(row -> {
            var way = read(row);
            (sameForAll ? versions : List.of(way.version()))
                    .forEach(version -> ways.put(version, way));
        });
        return ways;
    }

    private static WayBack read(Row row) {
        return new WayBack(row.getUUID("id"), row.getString("version"), row.getBoolean("secure"));
    }
}
