// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import io.muster.testkit.FaultProxy;
import io.muster.testkit.SharedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The broker as the service reaches it, through a {@link FaultProxy}, which the test gets into its
 * field of that type. Devices of the test reach the broker itself.
 */
public final class BreakableBroker implements QuarkusTestResourceLifecycleManager {

    private FaultProxy proxy;

    @Override
    public Map<String, String> start() {
        try {
            proxy = FaultProxy.to(SharedBroker.port());
            return Map.of(
                    "muster.mqtt.host",
                    "127.0.0.1",
                    "muster.mqtt.port",
                    Integer.toString(proxy.port()));
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
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
