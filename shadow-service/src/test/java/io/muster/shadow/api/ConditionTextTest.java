// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.problem.ProblemException;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTextTest {

    private static final ShadowDocument DOCUMENT =
            ShadowDocument.of(
                    17,
                    section("{\"led\":true}"),
                    section("{\"fw\":\"1.2\",\"battery\":20,\"a.b\":{\"c\":1}}"),
                    Instant.EPOCH,
                    Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reported.fw==1.2",
                "reported.fw=='1.2'",
                "reported.battery==20.0",
                "reported.battery=lt=20.5;reported.battery=ge=20",
                "reported.battery<21 and desired.led==true",
                "reported.fw=in=(1.1,1.2)",
                "reported.fw=out=(1.1,1.3)",
                "reported.gone!=1",
                "reported.gone=exists=false",
                "/reported/a.b/c==1",
                "version==17",
                "sync.state==applied",
                "reported.fw==9,(desired.led==false,version=gt=16)"
            })
    void holds(String text) {
        assertThat(ConditionText.parse(text).holdsFor(DOCUMENT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reported.fw==1.20",
                "reported.fw=lt=2",
                "reported.gone=lt=2",
                "reported.gone==1",
                "reported.a.b.c==1",
                "desired.led=exists=false",
                "version==16",
                "reported.fw==1.2;version==1"
            })
    void doesNotHold(String text) {
        assertThat(ConditionText.parse(text).holdsFor(DOCUMENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reported.fw",
                "fw==1",
                "/none==1",
                "reported.fw==1*",
                "reported.fw=exists=maybe",
                "reported.fw=any=(1)",
                "((reported.fw==1)"
            })
    void isNone(String text) {
        assertThatThrownBy(() -> ConditionText.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("invalid-filter"));
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> ConditionText.parse("(".repeat(101) + "version==1"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ConditionText.parse("version==" + "1".repeat(4_096)))
                .isInstanceOf(ProblemException.class);
    }

    private static Section section(String text) {
        return Section.of(JsonText.stored(text.getBytes(StandardCharsets.UTF_8)), Json.object());
    }
}
