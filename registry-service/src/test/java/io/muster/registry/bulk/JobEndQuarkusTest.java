// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.platform.topic.TenantId;
import io.muster.registry.Api;
import io.muster.registry.bulk.store.JobMode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobEndQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject JobEnd end;
    @Inject Jobs jobs;
    @Inject Pool pool;

    @Test
    void aJobWhoseFileArrivedIsNotDiscardedByWhomTheAnswerDidNotReach() {
        var tenant = Imports.tenant();
        var id = Imports.id(Imports.send(tenant, "upsert", Imports.NDJSON, Imports.lines(3)));
        Imports.done(tenant, id);
        var job =
                jobs.get(new TenantId(tenant), UUID.fromString(id), Set.of(JobMode.UPSERT))
                        .await()
                        .atMost(PATIENCE);

        end.discard(job).await().atMost(PATIENCE);

        assertThat(Imports.get(tenant, id).getString("state")).isEqualTo("DONE");
        assertThat(rows(tenant)).isEqualTo(3);
    }

    @Test
    void aJobThatIsBeingDeletedIsNotResumed() {
        var tenant = Imports.tenant();
        var id = Imports.id(Imports.send(tenant, "upsert", Imports.NDJSON, Imports.lines(3)));
        Imports.done(tenant, id);
        run("UPDATE bulk_job SET state = 'CANCELLED' WHERE tenant_id = $1", tenant);
        Imports.move(tenant, id, "cancel").then().body("state", equalTo("CANCELLED"));

        run("UPDATE bulk_job SET ending = true WHERE tenant_id = $1", tenant);

        Imports.move(tenant, id, "resume").then().statusCode(404);
        Api.as("viewer@" + tenant).get("/api/v1/imports/" + id).then().statusCode(404);
    }

    @Test
    void whatIsOverForLongGoesWithItsRows() {
        var tenant = Imports.tenant();
        var id = Imports.id(Imports.send(tenant, "upsert", Imports.NDJSON, Imports.lines(3)));
        Imports.done(tenant, id);
        run(
                "UPDATE bulk_job SET touched_at = now() - interval '1 year' WHERE tenant_id = $1",
                tenant);

        end.sweep().await().atMost(PATIENCE);

        assertThat(rows(tenant)).isZero();
        Api.as("viewer@" + tenant).get("/api/v1/imports/" + id).then().statusCode(404);
    }

    private int rows(String tenant) {
        return run("SELECT FROM bulk_row WHERE tenant_id = $1", tenant);
    }

    private int run(String sql, String tenant) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tenant))
                .await()
                .atMost(PATIENCE)
                .rowCount();
    }
}
