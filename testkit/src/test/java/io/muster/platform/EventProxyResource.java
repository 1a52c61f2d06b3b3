// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import io.muster.testkit.FaultProxy;
import io.muster.testkit.SharedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Puts a proxy that breaks on demand between the service's channels and the broker. */
public final class EventProxyResource implements QuarkusTestResourceLifecycleManager {

    private FaultProxy proxy;

    @Override
    public int order() {
        return 1; // after the broker, whose port this one replaces
    }

    @Override
    public Map<String, String> start() {
        try {
            proxy = FaultProxy.to(SharedBroker.port());
            return Map.of("muster.mqtt.port", Integer.toString(proxy.port()));
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
        if (proxy != null) {
            try {
                proxy.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
