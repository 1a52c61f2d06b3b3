// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import io.muster.testkit.FaultProxy;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The database behind a {@link FaultProxy}, which the test gets into its field of that type. */
public final class BreakablePostgres implements QuarkusTestResourceLifecycleManager {

    private final PostgresResource postgres = new PostgresResource();
    private FaultProxy proxy;

    @Override
    public Map<String, String> start() {
        try {
            var config = new HashMap<>(postgres.start());
            var direct = URI.create(config.get("quarkus.datasource.reactive.url"));
            proxy = FaultProxy.to(direct.getPort());
            config.put(
                    "quarkus.datasource.reactive.url",
                    "postgresql://127.0.0.1:" + proxy.port() + direct.getPath());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the plain database of other test classes, so that this address wins. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(FaultProxy.class));
    }

    @Override
    public void stop() {
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
