// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Dialect;
import io.muster.acl.broker.Realm;
import io.muster.platform.topic.TenantId;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerWiringTest {

    private static final String SECRET = "0123456789abcdef012345";

    @Test
    void namesInCertificatesNeedATenant() {
        assertThatThrownBy(() -> broker(Map.of("dialect", "rabbitmq", "certificate-login", "true")))
                .hasMessageContaining("muster.acl.brokers.\"edge\".certificate-login needs");
    }

    @ParameterizedTest
    @CsvSource({
        "certificate-login, true, emqx",
        "cache, 10s, nanomq",
        "preload, true, rmqtt",
        "comma-topics, true, emqx",
        "sealed-names, true, rabbitmq",
        "fields.clientid, client, vernemq",
        "tenants.x, default, nanomq",
    })
    void aSettingThatIsNothingToTheDialectIsRefused(String name, String value, String dialect) {
        assertThatThrownBy(
                        () -> broker(Map.of("dialect", dialect, "tenant", "default", name, value)))
                .hasMessageContaining("muster.acl.brokers.\"edge\"." + name.split("\\.")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "a.b", "a:b"})
    void aVirtualHostMustNotBeTheBeginningOfADevicesName(String vhost) {
        var settings = Map.of("dialect", "rabbitmq", "tenants.\"" + vhost + "\"", "default");
        assertThat(broker(settings).realms()).containsOnlyKeys(vhost);

        var withCertificates = new HashMap<>(settings);
        withCertificates.put("certificate-login", "true");
        assertThatThrownBy(() -> broker(withCertificates))
                .hasMessageContaining("muster.acl.brokers.\"edge\".tenants");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/production"})
    void aSlashIsInNoDevicesName(String vhost) {
        var broker =
                broker(
                        Map.of(
                                "dialect",
                                "rabbitmq",
                                "certificate-login",
                                "true",
                                "tenants.\"" + vhost + "\"",
                                "default"));

        assertThat(broker.traits().certificateLogin()).isTrue();
    }

    @Test
    void eachVirtualHostHasATenantOfItsOwn() {
        var broker =
                broker(
                        Map.of(
                                "dialect", "rabbitmq",
                                "tenants.\"/acme\"", "acme",
                                "tenants.\"/all\"", "*"));

        assertThat(broker.realms())
                .containsEntry("/acme", new Realm("edge:/acme", new TenantId("acme")))
                .containsEntry("/all", new Realm("edge:/all", null));
    }

    @Test
    void aBrokerThatIsNotDividedHasOneRealm() {
        assertThat(broker(Map.of()).realms()).isEqualTo(Map.of("", new Realm("edge", null)));
        assertThat(broker(Map.of("dialect", "rabbitmq", "tenant", "acme")).realms())
                .isEqualTo(Map.of("/", new Realm("edge", new TenantId("acme"))));
        assertThatThrownBy(() -> broker(Map.of("tenants.\"/\"", "acme")))
                .hasMessageContaining("muster.acl.brokers.\"edge\".tenants");
    }

    @Test
    void aSecretIsOf128BitsAndMayHaveAPredecessor() {
        assertThatThrownBy(() -> broker(Map.of("hook-secret", "0123456789abcdef")))
                .hasMessageContaining("muster.acl.brokers.\"edge\".hook-secret")
                .hasMessageNotContaining("0123456789");

        var secret = broker(Map.of("previous-hook-secret", SECRET + "-old")).secret();

        assertThat(secret.matches(SECRET)).isTrue();
        assertThat(secret.matchesHeader("Bearer " + SECRET + "-old")).isTrue();
        assertThat(secret.matches(SECRET + "-new")).isFalse();
        assertThat(secret.matchesHeader("Basic " + SECRET)).isFalse();
    }

    @Test
    void withoutASecretThereIsNoStart() {
        assertThatThrownBy(() -> brokers(Map.of("muster.acl.brokers.edge.dialect", "emqx")))
                .hasMessageContaining("muster.acl.brokers.edge.hook-secret");
    }

    @Test
    void theEnvironmentNamesABrokerBetweenDoubleUnderscores() {
        var environment =
                new EnvConfigSource(
                        Map.of(
                                "MUSTER_ACL_BROKERS__SANDBOX__DIALECT",
                                "mosquitto-jwt",
                                "MUSTER_ACL_BROKERS__SANDBOX__HOOK_SECRET",
                                SECRET),
                        300);
        var config = builder(Map.of()).withSources(environment).build();

        var brokers = brokers(config.getConfigMapping(AclConfig.class));

        assertThat(brokers.find("sandbox").orElseThrow().dialect())
                .isEqualTo(Dialect.MOSQUITTO_JWT);
    }

    private static Broker broker(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("muster.acl.brokers.edge.dialect", "hivemq");
        all.put("muster.acl.brokers.edge.hook-secret", SECRET);
        settings.forEach((name, value) -> all.put("muster.acl.brokers.edge." + name, value));
        return brokers(all).find("edge").orElseThrow();
    }

    private static Brokers brokers(Map<String, String> settings) {
        return brokers(builder(settings).build().getConfigMapping(AclConfig.class));
    }

    private static Brokers brokers(AclConfig config) {
        return new BrokerWiring(config).brokers();
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("muster.acl.token.address", "http://127.0.0.1:8090");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AclConfig.class)
                .withDefaultValues(all);
    }
}
