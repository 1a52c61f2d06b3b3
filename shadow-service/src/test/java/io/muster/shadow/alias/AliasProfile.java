// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The service with AWS IoT's topics, on some broker. */
abstract class AliasProfile implements QuarkusTestProfile {

    private final String prefix;
    private final TestResourceEntry broker;

    AliasProfile(String prefix, TestResourceEntry broker) {
        this.prefix = prefix;
        this.broker = broker;
    }

    /** The sandbox's broker, which carries no topics that begin with a dollar. */
    public static final class Embedded extends AliasProfile {
        public Embedded() {
            super("aws", new TestResourceEntry(BrokerResource.class));
        }
    }

    /** The same, but nobody has told the service. */
    public static final class EmbeddedMistaken extends AliasProfile {
        public EmbeddedMistaken() {
            super("$aws", new TestResourceEntry(BrokerResource.class));
        }
    }

    /** Debian's mosquitto. */
    public static final class OnMosquitto extends AliasProfile {
        public OnMosquitto() {
            super("$aws", new TestResourceEntry(Mosquitto.class));
        }
    }

    /** Debian's RabbitMQ. */
    public static final class OnRabbitMq extends AliasProfile {
        public OnRabbitMq() {
            super("$aws", new TestResourceEntry(RabbitMq.class));
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("muster.shadow.alias.enabled", "true", "muster.shadow.alias.prefix", prefix);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SteppedClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(PostgresResource.class),
                new TestResourceEntry(OidcResource.class),
                broker);
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
