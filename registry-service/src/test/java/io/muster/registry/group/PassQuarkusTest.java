// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.platform.sql.Database;
import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PassQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUPS = "/api/v1/groups";

    private final String tenant = "t-" + UUID.randomUUID();

    @Inject Database database;

    @Test
    void aPassOverManyDevicesFindsAllOfThem() {
        Api.tenant(tenant);
        fill(5000);

        var group = create("attributes.even==true");

        awaitSettled(group);
        assertThat(count("SELECT count(*) AS n FROM group_member WHERE tenant_id = $1"))
                .isEqualTo(2500);
    }

    @Test
    void whoDiesInAPassIsFollowedByOneWhoGoesOnFromThere() {
        Api.tenant(tenant);
        fill(100);
        var group = create("attributes.even==true");
        awaitSettled(group);
        run("DELETE FROM group_member WHERE tenant_id = $1");

        run(
                """
                UPDATE device_group SET pass_place = 'dev-000050', pass_at = now() - interval '1 second', settling = true
                WHERE tenant_id = $1
                """);

        awaitSettled(group);
        assertThat(count("SELECT count(*) AS n FROM group_member WHERE tenant_id = $1"))
                .isEqualTo(25);
    }

    @Test
    void aStepThatHasBegunBeforeTheQueryChangedCountsNothing() {
        Api.tenant(tenant);
        fill(100);
        var group = create("attributes.even==true");
        for (int i = 0; i < 10; i++) {
            Api.as("operator@" + tenant)
                    .header("If-Match", "*")
                    .body(Map.of("query", "attributes.even==" + (i % 2 == 0 ? "false" : "true")))
                    .patch(GROUPS + "/" + group)
                    .then()
                    .statusCode(200);
        }
        Api.as("operator@" + tenant)
                .header("If-Match", "*")
                .body(Map.of("query", "id==dev-00000*"))
                .patch(GROUPS + "/" + group);

        awaitSettled(group);
        Api.as("viewer@" + tenant)
                .get(GROUPS + "/" + group + "/devices?count=true")
                .then()
                .body("total", equalTo(9));
    }

    @Test
    void timeAloneMovesDevices() {
        Api.tenant(tenant);
        fill(10);
        var group = create("createdAt=lt=-P1D");
        awaitSettled(group);
        assertThat(count("SELECT count(*) AS n FROM group_member WHERE tenant_id = $1")).isZero();
        run("UPDATE device SET created_at = created_at - interval '2 days' WHERE tenant_id = $1");

        run("UPDATE device_group SET pass_at = now() WHERE tenant_id = $1");

        await().untilAsserted(() ->
                assertThat(count("SELECT count(*) AS n FROM group_member WHERE tenant_id = $1"))
                        .isEqualTo(10));
        await().untilAsserted(() ->
                assertThat(
                                count(
                                        """
                                        SELECT count(*) AS n FROM device_group WHERE tenant_id = $1 AND pass_at > now()
                                        """))
                        .isEqualTo(1));
    }

    private void fill(int devices) {
        database.transaction(connection ->
                        connection
                                .preparedQuery(
                                        """
                                        INSERT INTO device (tenant_id, id, state, version, attributes)
                                        SELECT $1, 'dev-' || lpad(n::text, 6, '0'), 'CREATED', 1,
                                            jsonb_build_object('even', n % 2 = 0)
                                        FROM generate_series(1, $2::int) n
                                        """)
                                .execute(Tuple.of(tenant, devices)))
                .await()
                .atMost(PATIENCE);
    }

    private String create(String query) {
        return Api.as("operator@" + tenant)
                .body(Map.of("path", "/g", "query", query))
                .post(GROUPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void awaitSettled(String group) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        Api.as("viewer@" + tenant)
                                .get(GROUPS + "/" + group)
                                .then()
                                .body("settling", equalTo(false)));
    }

    private long count(String sql) {
        return database.read(connection -> connection.preparedQuery(sql).execute(Tuple.of(tenant)))
                .map(rows -> rows.iterator().next().getLong("n"))
                .await()
                .atMost(PATIENCE);
    }

    private void run(String sql) {
        database.transaction(connection -> connection.preparedQuery(sql).execute(Tuple.of(tenant)))
                .await()
                .atMost(PATIENCE);
    }

    /** Snapshots are of all tenants: other tests would have to read these devices, too. */
    @AfterEach
    void empty() {
        run("DELETE FROM device_group WHERE tenant_id = $1");
        run("DELETE FROM group_member WHERE tenant_id = $1");
        run("DELETE FROM device WHERE tenant_id = $1");
    }
}
