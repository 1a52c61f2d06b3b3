// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A serial that an authority has given before; the database makes them meet. */
@QuarkusTest
class SerialQuarkusTest {

    // A sequence goes on where transactions are rolled back, so that it counts the attempts.
    private static final List<String> MEET =
            List.of(
                    "CREATE SEQUENCE met",
                    """
                    CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('met') <= %d THEN
                            SELECT serial_hex INTO NEW.serial_hex FROM certificate
                            WHERE tenant_id = NEW.tenant_id AND device_id = 'first';
                        END IF;
                        RETURN NEW;
                    END $$
                    """,
                    """
                    CREATE TRIGGER meet BEFORE INSERT ON certificate FOR EACH ROW
                    WHEN (NEW.device_id = 'second') EXECUTE FUNCTION meet()
                    """);

    @Inject Pool pool;

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }

    private void meet(int times) {
        MEET.forEach(sql -> run(sql.contains("%d") ? sql.formatted(times) : sql));
    }

    @AfterEach
    void meetNoMore() {
        run("DROP TRIGGER IF EXISTS meet ON certificate");
        run("DROP FUNCTION IF EXISTS meet");
        run("DROP SEQUENCE IF EXISTS met");
    }

    private long attempts() {
        return pool.query("SELECT last_value FROM met")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static Limited twoDevices() {
        var tenant = Limited.to(Map.of());
        tenant.device("first");
        tenant.device("second");
        tenant.order("first").then().statusCode(201);
        return tenant;
    }

    @Test
    void anotherSerialIsTriedThreeTimes() {
        var tenant = twoDevices();
        meet(3);

        tenant.order("second").then().statusCode(201);

        assertThat(attempts()).isEqualTo(4);
        String taken = tenant.certificates("first").path("items[0].serial");
        tenant.certificates("second")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].serial", not(equalTo(taken)));
        tenant.attempts("second").then().body("items.size()", equalTo(1));
    }

    @Test
    void aSourceThatRepeatsItselfIssuesNothing() {
        var tenant = twoDevices();
        meet(1000);

        tenant.order("second").then().statusCode(500);

        assertThat(attempts()).isEqualTo(4);
        tenant.certificates("second").then().body("items.size()", equalTo(0));
    }
}
