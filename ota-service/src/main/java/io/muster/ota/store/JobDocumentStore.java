// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.artifact.Sha256;
import io.muster.ota.release.Base64Text;
import io.muster.ota.release.Manifest;
import io.muster.ota.rollout.Job;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Jobs with everything their devices need to be told. */
@ApplicationScoped
public class JobDocumentStore {

    private static final String FIND =
            """
            SELECT j.*, o.policy, r.sha256, r.size, r.security_version, r.signature, r.key_id
            FROM job j
            JOIN rollout o ON o.tenant_id = j.tenant_id AND o.id = j.rollout_id
            JOIN release r ON r.tenant_id = j.tenant_id AND r.id = j.release_id
            WHERE j.tenant_id = $1 AND j.id = ANY ($2)
            """;

    /**
     * A job as it is announced.
     *
     * @param signature of the manifest, by the key
     * @param until when the job has ended in any case
     */
    public record JobDocument(
            Job job, Manifest manifest, Base64Text signature, String keyId, Instant until) {}

    /** The documents of these jobs, by job. */
    public Uni<Map<UUID, JobDocument>> find(
            SqlConnection connection, TenantId tenant, List<UUID> jobs) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), jobs.toArray(UUID[]::new)))
                .map(rows -> {
                    var documents = new HashMap<UUID, JobDocument>();
                    rows.forEach(row -> documents.put(row.getUUID("id"), read(row)));
                    return documents;
                });
    }

    private static JobDocument read(Row row) {
        var job = JobRow.read(row);
        var limits = PolicyJson.read(row.get(JsonObject.class, "policy")).limits();
        return new JobDocument(
                job,
                new Manifest(
                        job.order().product(),
                        job.progress().expected(),
                        new Sha256(row.getString("sha256")),
                        row.getLong("size"),
                        row.getLong("security_version")),
                new Base64Text(row.getString("signature")),
                row.getString("key_id"),
                limits.end(job.times().offered().orElse(job.times().created())));
    }
}
