// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import io.muster.sandbox.net.LoopbackPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A real broker for {@code @QuarkusTest} that lets everybody do everything: for tests that are not
 * about access. One broker lives as long as the JVM; retained messages and persistent sessions of
 * one test class are there for the next.
 */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "muster.mqtt.host",
                LoopbackPort.HOST,
                "muster.mqtt.port",
                Integer.toString(SharedBroker.port()));
    }

    @Override
    public void stop() {
        // The broker is shared by all test classes of the JVM and ends with it.
    }
}
