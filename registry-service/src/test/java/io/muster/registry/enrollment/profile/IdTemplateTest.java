// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTemplateTest {

    private static Optional<String> resolved(String template, Map<String, String> values) {
        return new IdTemplate(template)
                .resolve(place -> Optional.ofNullable(values.get(place)))
                .map(DeviceId::value);
    }

    @Test
    void itsPlacesAreFilled() {
        assertThat(
                        resolved(
                                "line-4-{cert.serial}.{csr.cn}",
                                Map.of("cert.serial", "0a1b", "csr.cn", "x")))
                .contains("line-4-0a1b.x");
    }

    @Test
    void whatIsMissingMakesNoId() {
        assertThat(resolved("{cert.cn}", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "+", "#", "$SYS", "a b", "a\0", "{csr.cn}", "ä", "-x"})
    void case32AValueThatIsNoPartOfAnIdMakesNone(String value) {
        assertThat(resolved("{cert.cn}", Map.of("cert.cn", value, "csr.cn", "victim"))).isEmpty();
    }

    @Test
    void case32AnIdThatIsTooLongIsNone() {
        assertThat(resolved("x{cert.cn}", Map.of("cert.cn", "a".repeat(128)))).isEmpty();
        assertThat(resolved("{cert.cn}", Map.of("cert.cn", "a".repeat(128)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dev-1",
                "{cert.dn}",
                "{cert.cn",
                "a/{cert.cn}",
                "{param.}",
                "{{cert.cn}}"
            })
    void anythingElseIsNoTemplate(String text) {
        assertThat(IdTemplate.parse(text)).isEmpty();
    }

    @Test
    void aTemplateKnowsWhatItAsks() {
        assertThat(new IdTemplate("{cert.cn}").asksCertificate()).isTrue();
        assertThat(new IdTemplate("{csr.cn}").asksCertificate()).isFalse();
        assertThat(new IdTemplate("{cert.cn}-{cert.serial}").namesHolder()).isTrue();
        assertThat(new IdTemplate("{cert.cn}-{csr.cn}").namesHolder()).isFalse();
        assertThat(new IdTemplate("{cert.cn}-{param.Serial}").namesHolder()).isFalse();
        assertThat(new IdTemplate("a-{param.SerialNumber}").asksParameters()).isTrue();
    }
}
