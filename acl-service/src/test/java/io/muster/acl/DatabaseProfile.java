// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies are kept in a real database. */
public final class DatabaseProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Database.class));
    }

    /** The service's schema in PostgreSQL, and no files. */
    public static final class Database implements QuarkusTestResourceLifecycleManager {

        private final PostgresResource postgres = new PostgresResource();

        /** After {@link Neighbours}, which has settings for a service without a database. */
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            postgres.init(Map.of());
            var settings = new HashMap<>(postgres.start());
            settings.put("muster.acl.policies.dir", "");
            return settings;
        }

        @Override
        public void stop() {
            postgres.stop();
        }
    }
}
