// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.postgres.ServiceRole;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A real PostgreSQL for {@code @QuarkusTest}: the datasource is the schema of the service under
 * test, with the rights that the service has in production. One server lives as long as the JVM;
 * every test class of it sees the same data. Which service: the argument {@code service}, or else
 * the name of the module's directory.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private String service = "";

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", "");
    }

    @Override
    public Map<String, String> start() {
        var role = new ServiceRole(ServiceName.orThisModule(service), SharedPostgres.PASSWORD);
        var url = SharedPostgres.url();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:" + url,
                "quarkus.datasource.reactive.url",
                url,
                "quarkus.datasource.username",
                role.name(),
                "quarkus.datasource.password",
                role.password());
    }

    @Override
    public void stop() {
        // The server is shared by all test classes of the JVM and ends with it.
    }
}
