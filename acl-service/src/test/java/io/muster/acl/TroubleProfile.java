// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service among neighbours that fail: its patience is short, so that a test can outlast it. */
public final class TroubleProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.acl.fleet.max-staleness", "3s",
                "muster.follow.probe-every", "500ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(OidcResource.class),
                new TestResourceEntry(Neighbours.class),
                new TestResourceEntry(Ill.class));
    }

    /** Tokens on MQTT are those of an issuer that can be told to fail. */
    public static final class Ill implements QuarkusTestResourceLifecycleManager {

        private @Nullable TestIssuer issuer;

        @Override
        public Map<String, String> start() {
            var started = new TestIssuer();
            started.is(TestIssuer.Mood.GONE);
            issuer = started;
            return Map.of("muster.acl.token.address", started.url());
        }

        @Override
        public void stop() {
            if (issuer != null) {
                issuer.close();
            }
        }
    }
}
