// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.broker.ResponseMode;
import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Permit;
import io.muster.acl.json.StrictJson;
import io.muster.acl.session.Session;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerneMqAnswersTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Permit FOR_EVER = new Permit(null, null);
    private static final Permit REFUSED = new Permit(Reason.NO_MATCH, null);
    private static final Permit FAILED = new Permit(Reason.UNAVAILABLE, null);

    private static VerneMqAnswers answers(Duration cache, boolean sealedNames) {
        var traits =
                new Traits(
                        "", false, ResponseMode.STATUS, cache, false, false, sealedNames, Map.of());
        return new VerneMqAnswers(traits, () -> NOW);
    }

    private static HookAnswer admitted(@Nullable Instant end, boolean sealedNames) {
        var device = Device.asserted(new TenantId("default"), new DeviceId("dev-1"));
        var caller = new Caller(device.subject(), "dev-1", null, Origin.UNKNOWN);
        var session = new Session("b", device, caller, NOW, end, "s.eal");
        return answers(Duration.ofSeconds(30), sealedNames).of(new Admitted(session));
    }

    /** Its timer counts milliseconds in 32 bits. */
    @Test
    void aConnectionEndsWithItsCredentialsOrWhenVerneMqCanCountNoFurther() {
        assertThat(admitted(NOW.plusSeconds(3540), false).body())
                .isEqualTo("{\"result\":\"ok\",\"modifiers\":{\"max_connection_lifetime\":3540}}");
        assertThat(admitted(NOW.plus(Duration.ofDays(365)), false).body())
                .contains("\"max_connection_lifetime\":4294967}");
        assertThat(admitted(null, false).body()).isEqualTo("{\"result\":\"ok\",\"modifiers\":{}}");
    }

    @Test
    void noTimeAtAllWouldMeanForEver() {
        assertThat(admitted(NOW.plusMillis(900), false)).isEqualTo(Refusals.VERNEMQ.denial());
    }

    @Test
    void aLoginIsNeverRememberedAndMayCarryItsSession() {
        var answer = admitted(NOW.plusSeconds(60), true);

        assertThat(answer.headers()).isEmpty();
        assertThat(answer.body()).contains("\"username\":\"s.eal\"");
    }

    @Test
    void anAllowIsRememberedNoLongerThanItHolds() {
        var answers = answers(Duration.ofSeconds(30), false);

        assertThat(answers.of(FOR_EVER).headers()).containsEntry("Cache-Control", "max-age=30");
        assertThat(answers.of(new Permit(null, NOW.plusSeconds(7))).headers())
                .containsEntry("Cache-Control", "max-age=7");
        assertThat(answers.of(new Permit(null, NOW)).headers()).isEmpty();
        assertThat(answers(Duration.ZERO, false).of(FOR_EVER).headers()).isEmpty();
    }

    @Test
    void noNoIsRemembered() {
        var answers = answers(Duration.ofSeconds(30), false);

        assertThat(answers.of(REFUSED)).isEqualTo(Refusals.VERNEMQ.denial());
        assertThat(answers.of(FAILED)).isEqualTo(Refusals.VERNEMQ.failure());
        assertThat(answers.of(List.of(FOR_EVER, REFUSED), topics(), false).headers()).isEmpty();
    }

    @Test
    void aSubscriptionInPartListsEveryFilterInItsOrder() {
        var answers = answers(Duration.ZERO, false);

        assertThat(answers.of(List.of(REFUSED, FOR_EVER), topics(), false).body())
                .isEqualTo(
                        "{\"result\":\"ok\",\"topics\":[{\"topic\":\"a\",\"qos\":128},{\"topic\":\"b\",\"qos\":2}]}");
        assertThat(answers.of(List.of(REFUSED, FOR_EVER), topics(), true).body())
                .isEqualTo(
                        "{\"result\":\"ok\",\"modifiers\":{\"topics\":[{\"topic\":\"a\",\"qos\":135},{\"topic\":\"b\",\"qos\":2}]}}");
    }

    @Test
    void oneFailureFailsTheWholeSubscription() {
        assertThat(answers(Duration.ZERO, false).of(List.of(FOR_EVER, FAILED), topics(), true))
                .isEqualTo(Refusals.VERNEMQ.failure());
    }

    private static JsonNode topics() {
        var json = "[{\"topic\":\"a\",\"qos\":1},{\"topic\":\"b\",\"qos\":2}]";
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
