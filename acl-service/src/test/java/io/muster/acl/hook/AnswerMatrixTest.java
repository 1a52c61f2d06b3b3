// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.broker.ResponseMode;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Permit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How each broker is told no, and that we could not decide. */
class AnswerMatrixTest {

    private static final HookAnswer YES = HookAnswer.text(200, "yes");

    static Stream<Arguments> matrix() {
        return Stream.of(
                row(Refusals.EMQX, "200 {\"result\":\"deny\"}", "200 {\"result\":\"deny\"}"),
                row(Refusals.RMQTT, "200 {\"result\":\"deny\"}", "200 {\"result\":\"deny\"}"),
                row(Refusals.HIVEMQ, "200 {\"decision\":\"deny\"}", "200 {\"decision\":\"deny\"}"),
                row(
                        Refusals.VERNEMQ,
                        "200 {\"result\":{\"error\":\"not_allowed\"}}",
                        "200 {\"result\":{\"error\":\"unavailable\"}}"),
                row(Refusals.RABBITMQ, "200 deny", "200 deny"),
                row(GoAuth.of(ResponseMode.STATUS).refusals(), "403 ", "503 "),
                row(GoAuth.of(ResponseMode.TEXT).refusals(), "200 denied", "503 "),
                row(
                        GoAuth.of(ResponseMode.JSON).refusals(),
                        "200 {\"ok\":false,\"error\":\"denied\"}",
                        "503 "));
    }

    private static Arguments row(Refusals refusals, String denial, String failure) {
        return Arguments.of(refusals, denial, failure);
    }

    private static String shown(HookAnswer answer) {
        return answer.status() + " " + answer.body();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void aDenialIsNotAFailure(Refusals refusals, String denial, String failure) {
        assertThat(shown(refusals.of(new Refused(Reason.REVOKED)))).isEqualTo(denial);
        assertThat(shown(refusals.of(new Refused(Reason.OVERLOADED)))).isEqualTo(failure);
        assertThat(shown(refusals.unless(new Permit(Reason.NO_MATCH, null), YES)))
                .isEqualTo(denial);
        assertThat(shown(refusals.unless(new Permit(Reason.UNAVAILABLE, null), YES)))
                .isEqualTo(failure);
        assertThat(refusals.unless(new Permit(null, null), YES)).isEqualTo(YES);
    }

    /** Uniform: nobody learns from the answer which identities exist. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void theReasonIsInNoAnswer(Reason reason) {
        for (var refusals : new Refusals[] {Refusals.EMQX, Refusals.VERNEMQ, Refusals.RABBITMQ}) {
            assertThat(refusals.of(new Refused(reason)))
                    .isEqualTo(reason.ours() ? refusals.failure() : refusals.denial());
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whatIsNoQuestionIsAnErrorOnlyWhereErrorsAreNo(Trouble trouble) {
        assertThat(Refusals.EMQX.of(trouble)).isEqualTo(Refusals.EMQX.denial());
        assertThat(Refusals.RMQTT.of(trouble)).isEqualTo(Refusals.RMQTT.denial());
        assertThat(Refusals.VERNEMQ.of(trouble)).isEqualTo(Refusals.VERNEMQ.denial());
        assertThat(Refusals.RABBITMQ.of(trouble)).isEqualTo(Refusals.RABBITMQ.denial());
        assertThat(GoAuth.of(ResponseMode.TEXT).refusals().of(trouble).status())
                .isEqualTo(trouble.status());
    }
}
