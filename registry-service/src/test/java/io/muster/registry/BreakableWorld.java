// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.FaultProxy;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Database and broker behind proxies that a test can break; it gets them into a field. */
public final class BreakableWorld implements QuarkusTestResourceLifecycleManager {

    private final PostgresResource postgres = new PostgresResource();
    private final BrokerResource broker = new BrokerResource();
    private @Nullable Links links;

    /** What can be broken. */
    public record Links(FaultProxy database, FaultProxy broker) {

        public static void away(FaultProxy link) {
            link.refuse();
            link.cut();
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            var config = new HashMap<>(postgres.start());
            config.putAll(broker.start());
            var url = URI.create(config.get("quarkus.datasource.reactive.url"));
            var port = config.get("muster.mqtt.port");
            var proxies =
                    new Links(FaultProxy.to(url.getPort()), FaultProxy.to(Integer.parseInt(port)));
            links = proxies;
            config.put(
                    "quarkus.datasource.reactive.url",
                    "postgresql://127.0.0.1:" + proxies.database().port() + url.getPath());
            config.put("muster.mqtt.port", Integer.toString(proxies.broker().port()));
            config.put(EventTap.PORT, port);
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the plain ones of other test classes, so that these addresses win. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(links, new TestInjector.MatchesType(Links.class));
    }

    @Override
    public void stop() {
        var proxies = links;
        try {
            if (proxies != null) {
                proxies.database().close();
                proxies.broker().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
