// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceReportTest {

    @Test
    void whatChangesNothingIsSkippedUnlessItIsToCount() {
        assertThat(valid("{\"state\":{}}").manner().skipUnchanged()).isTrue();
        assertThat(valid("{\"state\":{},\"onNoChange\":\"skip\"}").manner().skipUnchanged())
                .isTrue();
        assertThat(valid("{\"state\":{},\"onNoChange\":\"count\"}").manner().skipUnchanged())
                .isFalse();
    }

    @Test
    void aReportMayHaveANumberOrATime() {
        assertThat(valid("{\"state\":{}}").manner().sequence()).isEmpty();
        assertThat(valid("{\"state\":{},\"seq\":0}").manner().sequence())
                .isEqualTo(OptionalLong.of(0));
        assertThat(valid("{\"state\":{},\"ts\":1767225600123}").manner().sequence())
                .isEqualTo(OptionalLong.of(1_767_225_600_123L));
        assertThat(valid("{\"state\":{},\"ts\":9,\"seq\":3}").manner().sequence())
                .isEqualTo(OptionalLong.of(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seq\":-1",
                "\"seq\":1.0",
                "\"seq\":1e3",
                "\"seq\":\"1\"",
                "\"seq\":null",
                "\"seq\":1234567890123456789",
                "\"ts\":true",
                "\"onNoChange\":null",
                "\"onNoChange\":\"bump\""
            })
    void whatIsNoneIsRefusedWithItsToken(String member) {
        var invalid = invalid("{\"state\":{},\"clientToken\":\"t\"," + member + "}");

        assertThat(invalid.refusal().reason()).isEqualTo(Refusal.Reason.INVALID_REQUEST);
        assertThat(invalid.token()).isEqualTo(Optional.of(new ClientToken("t")));
    }

    @Test
    void theRulesOfTheContractComeFirst() {
        assertThat(invalid("[]").refusal().message()).isEqualTo("Invalid JSON");
        assertThat(invalid("{").refusal().message()).isEqualTo("Invalid JSON");
        assertThat(invalid("{\"seq\":-1}").refusal().message())
                .isEqualTo("Missing required node: state");
    }

    private static DeviceReport valid(String body) {
        return ((DeviceReport.Parsed.Valid) parse(body)).report();
    }

    private static DeviceReport.Parsed.Invalid invalid(String body) {
        return (DeviceReport.Parsed.Invalid) parse(body);
    }

    private static DeviceReport.Parsed parse(String body) {
        return DeviceReport.parse(body.getBytes(StandardCharsets.UTF_8), ShadowLimits.NATIVE);
    }
}
