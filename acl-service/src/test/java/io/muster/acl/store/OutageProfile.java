// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.DatabaseProfile;
import io.muster.testkit.FaultProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The database behind a proxy that lets nobody through at first. */
public final class OutageProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AwayDatabase.class));
    }

    /** Gives the test the proxy, into its field of that type. */
    public static final class AwayDatabase implements QuarkusTestResourceLifecycleManager {

        private final DatabaseProfile.Database database = new DatabaseProfile.Database();
        private @Nullable FaultProxy proxy;

        @Override
        public int order() {
            return database.order();
        }

        @Override
        public Map<String, String> start() {
            try {
                var settings = new HashMap<>(database.start());
                var direct = URI.create(settings.get("quarkus.datasource.reactive.url"));
                var started = FaultProxy.to(direct.getPort());
                started.refuse();
                proxy = started;
                var url = "postgresql://127.0.0.1:" + started.port() + direct.getPath();
                settings.put("quarkus.datasource.reactive.url", url);
                settings.put("quarkus.datasource.jdbc.url", "jdbc:" + url);
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(proxy, new TestInjector.MatchesType(FaultProxy.class));
        }

        @Override
        public void stop() {
            try {
                if (proxy != null) {
                    proxy.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            database.stop();
        }
    }
}
