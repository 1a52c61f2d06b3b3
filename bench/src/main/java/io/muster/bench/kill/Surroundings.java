// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.postgres.PostgresOptions;
import io.muster.sandbox.postgres.SandboxPostgres;
import io.muster.sandbox.postgres.ServiceRole;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real PostgreSQL and a real broker with sessions on disk, for as long as the rounds take. */
record Surroundings(Path directory, SandboxPostgres postgres, BrokerProcess broker)
        implements AutoCloseable {

    private static final ServiceRole ROLE = new ServiceRole("shadow", "bench-only-1f8e");

    static Surroundings start(Path directory) throws IOException, InterruptedException {
        var postgres = SandboxPostgres.start(postgres(directory));
        try {
            return new Surroundings(directory, postgres, BrokerProcess.start(broker(directory)));
        } catch (IOException | InterruptedException e) {
            postgres.close();
            throw e;
        }
    }

    private static PostgresOptions postgres(Path directory) {
        return new PostgresOptions(
                directory.resolve("postgres/data"),
                directory.resolve("postgres.log"),
                LoopbackPort.free(),
                ROLE.password(),
                List.of(ROLE),
                PostgresOptions.DURABLE,
                directory.resolve("postgres/programs"));
    }

    private static BrokerOptions broker(Path directory) {
        return new BrokerOptions(
                directory.resolve("broker"),
                directory.resolve("broker.log"),
                LoopbackPort.free(),
                new BrokerOptions.Access.OpenForTests(),
                Optional.empty(),
                true);
    }

    Ledger ledger() throws SQLException {
        return Ledger.create(postgres.connect(ROLE));
    }

    /** What the killed service is told of them. */
    Map<String, String> environment() {
        return Map.of(
                "MUSTER_MQTT_HOST", LoopbackPort.HOST,
                "MUSTER_MQTT_PORT", Integer.toString(broker.port()),
                "QUARKUS_DATASOURCE_PASSWORD", ROLE.password(),
                "QUARKUS_DATASOURCE_REACTIVE_URL", postgres.url(),
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl());
    }

    @Override
    public void close() {
        broker.kill();
        postgres.close();
    }
}
