// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.sandbox.net.LoopbackPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service as the neighbour of a HiveMQ that the test starts: the addresses of both. */
public final class HiveMqProfile implements QuarkusTestProfile {

    private static final String MQTTS = "test.hivemq.mqtts";
    private static final String CONTROL = "test.hivemq.control";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Addresses.class));
    }

    /** The port of the broker's TLS listener. */
    static int mqtts() {
        return port(MQTTS);
    }

    /** The port at which the extension ends connections. */
    static int control() {
        return port(CONTROL);
    }

    private static int port(String name) {
        return ConfigProvider.getConfig().getValue(name, Integer.class);
    }

    /** Chooses the addresses. */
    public static final class Addresses implements QuarkusTestResourceLifecycleManager {

        /** After {@link Neighbours}, which has settings for another control. */
        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            var control = Integer.toString(LoopbackPort.free());
            return Map.of(
                    MQTTS,
                    Integer.toString(LoopbackPort.free()),
                    CONTROL,
                    control,
                    "muster.acl.brokers.sandbox.control-url",
                    "http://127.0.0.1:" + control);
        }

        @Override
        public void stop() {
            // Addresses need no end.
        }
    }
}
