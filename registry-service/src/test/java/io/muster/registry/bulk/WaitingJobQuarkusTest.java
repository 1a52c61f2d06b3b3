// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs for certificates that have to wait, here of a tenant that has no authority. */
@QuarkusTest
class WaitingJobQuarkusTest {

    private static final int JOBS = 30;
    private static final String WAITING =
            """
            INSERT INTO bulk_job (tenant_id, mode, format, state, actor, total, touched_at)
            SELECT $1, 'ISSUE', 'NDJSON', 'QUEUED', 'test', 1, 'epoch' FROM generate_series(1, $2)
            """;
    private static final String ROWS =
            """
            INSERT INTO bulk_row (tenant_id, job_id, row_no, body)
            SELECT tenant_id, job_id, 1, '{}' FROM bulk_job WHERE tenant_id = $1
            """;

    @Inject Pool pool;

    private final String waiting = "t-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        run(WAITING, Tuple.of(waiting, JOBS));
        run(ROWS, Tuple.of(waiting));
    }

    @AfterEach
    void end() {
        run("DELETE FROM bulk_job WHERE tenant_id = $1", Tuple.of(waiting));
        run("DELETE FROM bulk_row WHERE tenant_id = $1", Tuple.of(waiting));
    }

    @Test
    void anImportBehindJobsThatWaitIsDoneAtOnce() {
        var tenant = Imports.tenant();
        var job = Imports.id(Imports.send(tenant, "upsert", Imports.NDJSON, Imports.lines(3)));

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(Imports.get(tenant, job).getString("state")).isEqualTo("DONE"));

        var left =
                pool.preparedQuery("SELECT FROM bulk_job WHERE tenant_id = $1 AND state = 'QUEUED'")
                        .execute(Tuple.of(waiting))
                        .await()
                        .atMost(Duration.ofSeconds(10));
        assertThat(left.rowCount()).isEqualTo(JOBS);
    }

    private void run(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().atMost(Duration.ofSeconds(10));
    }
}
