// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductionCheckTest {

    private static final Map<String, String> FIT =
            Map.of(
                    "muster.service.client-secret", "5t3r-Wq",
                    "quarkus.datasource.password", "p9-xK",
                    "quarkus.http.host", "127.0.0.1");

    private static ProductionCheck with(Map<String, String> changes) {
        var settings = new HashMap<>(FIT);
        settings.putAll(changes);
        var config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build();
        return new ProductionCheck(List.of(new CommonRules()), config);
    }

    @Test
    void whatIsFitStarts() {
        assertThatCode(() -> with(Map.of()).check(List.of("prod"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "muster.service.client-secret, muster",
        "muster.service.client-secret, ''",
        "quarkus.datasource.password, Muster",
        "quarkus.datasource.password, postgres",
        "quarkus.datasource.password, only-for-development-012345",
        "quarkus.oidc.tls.verification, none",
        "quarkus.tls.trust-all, true",
        "quarkus.tls.hostname-verification-algorithm, NONE",
    })
    void eachUnfitSettingIsNamedAndItsValueIsNot(String setting, String value) {
        assertThatThrownBy(() -> with(Map.of(setting, value)).check(List.of("prod")))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .satisfies(message -> {
                    assertThat(message.lines()).hasSize(2);
                    assertThat(message.lines().toList().getLast())
                            .startsWith("  " + setting + ": ");
                })
                .doesNotContain("only-for-development-012345");
    }

    @Test
    void whatIsNeededEverywhereEndsTheStartWithItsName() {
        assertThat(Settings.<String>required("muster.x", Optional.of("y"))).isEqualTo("y");
        assertThatThrownBy(() -> Settings.required("muster.x", Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("muster.x: it is not set");
    }

    @Test
    void everythingIsSaidAtOnce() {
        var check =
                with(
                        Map.of(
                                "muster.service.client-secret", "muster",
                                "quarkus.datasource.password", "muster"));

        assertThatThrownBy(() -> check.check(List.of("prod")))
                .hasMessageContaining("muster.service.client-secret")
                .hasMessageContaining("quarkus.datasource.password");
    }

    @Test
    void aTlsConfigurationThatIsUsedIsLookedAt() {
        var named =
                Map.of(
                        "muster.mqtt.tls-configuration-name", "broker",
                        "quarkus.tls.broker.trust-all", "true");

        assertThatThrownBy(() -> with(named).check(List.of("prod")))
                .hasMessageContaining("quarkus.tls.broker.trust-all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.7", "::", "registry.example.com"})
    void plainHttpIsForThisMachineAlone(String host) {
        var open = Map.of("quarkus.http.host", host);
        assertThatThrownBy(() -> with(open).check(List.of("prod")))
                .hasMessageContaining("quarkus.http.insecure-requests: ");

        for (var remedy :
                List.of(
                        Map.entry("quarkus.http.insecure-requests", "disabled"),
                        Map.entry("muster.http.tls-in-front", "true"))) {
            var mended = new HashMap<>(open);
            mended.put(remedy.getKey(), remedy.getValue());
            assertThatCode(() -> with(mended).check(List.of("prod"))).doesNotThrowAnyException();
        }
    }

    @Test
    void developmentAndTestsAreSpared() {
        var unfit = with(Map.of("quarkus.datasource.password", "muster"));

        assertThatCode(() -> unfit.check(List.of("dev"))).doesNotThrowAnyException();
        assertThatCode(() -> unfit.check(List.of("test"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> unfit.check(List.of("staging"))).isNotNull();
        assertThatThrownBy(() -> unfit.check(List.of())).isNotNull();
    }
}
