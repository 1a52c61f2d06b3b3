// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.registry.presence.BrokerEvent.Over;
import io.muster.registry.presence.PresenceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TellersTest {

    private static final String SECRET = "a-secret-of-128-bits-or-more";

    @Test
    void theRegistrationSaysWhoseDevicesAClientCanBe() {
        var teller =
                tellers(Map.of("dialect", "emqx", "hook-secret", SECRET, "tenant", "acme"))
                        .find("edge")
                        .orElseThrow();

        var device = teller.device(event("", Optional.of("another")));

        assertThat(device.map(found -> found.urn())).contains("urn:device:acme:dev-1");
        assertThat(teller.device(event("site-1", Optional.empty()))).isEmpty();
    }

    @Test
    void mountPointsAreOfTheirTenants() {
        var teller =
                tellers(
                                Map.of(
                                        "dialect",
                                        "vernemq",
                                        "hook-secret",
                                        SECRET,
                                        "tenants.\"site-1\"",
                                        "acme"))
                        .find("edge")
                        .orElseThrow();

        assertThat(teller.device(event("site-1", Optional.empty()))).isPresent();
        assertThat(teller.device(event("site-2", Optional.empty()))).isEmpty();
        assertThat(teller.device(event("", Optional.empty()))).isEmpty();
    }

    @Test
    void onlyHiveMqMayGoByTheAdmission() {
        var teller =
                tellers(Map.of("dialect", "hivemq", "hook-secret", SECRET, "tenant", "*"))
                        .find("edge")
                        .orElseThrow();

        assertThat(teller.device(event("", Optional.of("acme"))).map(found -> found.urn()))
                .contains("urn:device:acme:dev-1");
        assertThat(teller.device(event("", Optional.empty()))).isEmpty();
        wrong(Map.of("dialect", "emqx", "hook-secret", SECRET, "tenant", "*"), ".tenant");
    }

    @Test
    void aRegistrationThatIsWrongEndsTheStart() {
        wrong(Map.of("dialect", "emqx", "tenant", "acme"), ".hook-secret is missing");
        wrong(Map.of("dialect", "emqx", "hook-secret", "short", "tenant", "acme"), "22 or more");
        wrong(Map.of("dialect", "emqx", "hook-secret", SECRET), ".tenant");
        wrong(Map.of("dialect", "emqx", "hook-secret", SECRET, "tenant", "not/one"), ".tenant");
        wrong(
                Map.of("dialect", "emqx", "hook-secret", SECRET, "tenants.x", "acme"),
                ".tenants is for");
        wrong(
                Map.of("dialect", "rabbitmq", "hook-secret", SECRET, "tenant", "acme"),
                "does not call");
    }

    private static void wrong(Map<String, String> settings, String what) {
        assertThatThrownBy(() -> tellers(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("muster.presence.brokers.\"edge\"")
                .hasMessageContaining(what);
    }

    private static ClientEvent event(String place, Optional<String> admitted) {
        return new ClientEvent(place, admitted, "dev-1", new Over(Instant.EPOCH, "lost"));
    }

    private static Tellers tellers(Map<String, String> settings) {
        var values = new HashMap<String, String>();
        settings.forEach(
                (name, value) -> values.put("muster.presence.brokers.\"edge\"." + name, value));
        return new Tellers(
                new SmallRyeConfigBuilder()
                        .withMapping(PresenceConfig.class)
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build()
                        .getConfigMapping(PresenceConfig.class));
    }
}
