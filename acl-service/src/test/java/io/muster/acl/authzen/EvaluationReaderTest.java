// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.authzen.Evaluation.Asked;
import io.muster.acl.authzen.Evaluation.Foreign;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.inquiry.Inquiry;
import io.muster.acl.inquiry.Who.Described;
import io.muster.acl.inquiry.Who.Shown;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.StrictJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationReaderTest {

    private static final String SUBJECT = "'subject':{'type':'user','id':'alice'}";
    private static final String TOPIC = "'resource':{'type':'topic','id':'a/b'}";

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static Inquiry asked(String text) {
        return ((Asked) EvaluationReader.read(json(text))).inquiry();
    }

    @Test
    void aTopicIsAskedAbout() {
        var inquiry =
                asked(
                        """
                        {'subject':{'type':'token','id':'alice','properties':{'claims':{'ward':'7'},'groups':['nurse'],'other':1}},
                         'action':{'name':'publish','properties':{'qos':1,'retain':false}},'resource':{'type':'topic','id':'w/7/x'},
                         'context':{'client_id':'c','ip':'10.0.0.1','time':'noon'}}
                        """);

        assertThat(inquiry.ask()).isEqualTo(new Publish("w/7/x", Retain.NO, 1));
        assertThat(inquiry.clientId()).isEqualTo("c");
        assertThat(inquiry.origin().ip()).isEqualTo("10.0.0.1");
        assertThat(inquiry.who())
                .isInstanceOfSatisfying(
                        Described.class,
                        who -> {
                            assertThat(who.id()).isEqualTo("alice");
                            assertThat(who.groups()).containsExactly("nurse");
                            assertThat(who.claims().path("ward").asText()).isEqualTo("7");
                        });
    }

    @Test
    void aConnectIsAboutAClient() {
        var inquiry =
                asked(
                        "{"
                                + SUBJECT
                                + ",'action':{'name':'connect'},'resource':{'type':'client','id':'c-1'}}");

        assertThat(inquiry.ask()).isNull();
        assertThat(inquiry.clientId()).isEqualTo("c-1");
    }

    @Test
    void aTokenAmongThePropertiesIsVerifiedAndWhatElseIsSaidIsNot() {
        var inquiry =
                asked(
                        "{'subject':{'type':'user','id':'alice','properties':{'token':'a.b.c','groups':['admin']}},"
                                + "'action':{'name':'receive'},"
                                + TOPIC
                                + "}");

        assertThat(inquiry.who()).isEqualTo(new Shown(new Bearer("a.b.c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'action':{'name':'can_read'},'resource':{'type':'topic','id':'a'}",
                "'action':{'name':'retain'},'resource':{'type':'topic','id':'a'}",
                "'action':{'name':'publish'},'resource':{'type':'record','id':'a'}",
                "'action':{'name':'publish'},'resource':{'type':'client','id':'a'}",
                "'action':{'name':'connect'},'resource':{'type':'topic','id':'a'}",
            })
    void whatNoPolicyCanBeAboutIsForeign(String rest) {
        assertThat(EvaluationReader.read(json("{" + SUBJECT + "," + rest + "}")))
                .isEqualTo(new Foreign());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':{'name':'publish'},'resource':{'type':'topic','id':'a'}} | /subject",
                "{'subject':{'id':'a'},'action':{'name':'publish'},'resource':{'type':'topic','id':'a'}} | /subject/type",
                "{'subject':{'type':'u','id':''},'action':{'name':'publish'},'resource':{'type':'topic','id':'a'}} | /subject/id",
                "{'subject':{'type':'u','id':'a'},'action':'publish','resource':{'type':'topic','id':'a'}} | /action",
                "{'subject':{'type':'u','id':'a'},'action':{'name':'publish'}} | /resource",
                "{'subject':{'type':'u','id':'a'},'action':{'name':'publish'},'resource':{'type':'topic','id':'a'},'context':7} | /context",
                "{'subject':{'type':'u','id':'a','properties':[]},'action':{'name':'publish'},'resource':{'type':'topic','id':'a'}} | /subject/properties",
                "[] | /subject",
            })
    void whatIsMissingIsNamed(String text, String pointer) {
        var fault = catchThrowableOfType(JsonFault.class, () -> EvaluationReader.read(json(text)));

        assertThat(fault.pointer()).isEqualTo(pointer);
    }

    @Test
    void aBatchFillsInWhatItsEvaluationsLeaveOut() {
        var batch =
                Batch.read(
                        json(
                                "{"
                                        + SUBJECT
                                        + ",'action':{'name':'publish'},'evaluations':[{"
                                        + TOPIC
                                        + "},{"
                                        + TOPIC
                                        + ",'action':{'name':'receive'}}],'options':{'evaluations_semantic':'deny_on_first_deny'}}"));

        assertThat(batch.single()).isFalse();
        assertThat(batch.semantics()).isEqualTo(Semantics.DENY_ON_FIRST_DENY);
        assertThat(batch.evaluations())
                .extracting(evaluation -> evaluation.path("action").path("name").asText())
                .containsExactly("publish", "receive");
        assertThat(batch.evaluations())
                .allSatisfy(evaluation -> assertThat(evaluation.has("subject")).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "EXECUTE_ALL,false,false",
        "DENY_ON_FIRST_DENY,true,false",
        "PERMIT_ON_FIRST_PERMIT,false,true"
    })
    void eachSemanticsKnowsItsEnd(Semantics semantics, boolean atDeny, boolean atPermit) {
        assertThat(semantics.endsWith(false)).isEqualTo(atDeny);
        assertThat(semantics.endsWith(true)).isEqualTo(atPermit);
    }

    @Test
    void aRequestWithoutAListIsOneEvaluation() {
        assertThat(Batch.read(json("{" + SUBJECT + "}")).single()).isTrue();
        assertThat(Batch.read(json("{" + SUBJECT + ",'evaluations':[]}")).single()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'evaluations':{}} | /evaluations",
                "{'evaluations':[7]} | /evaluations/0",
                "{'evaluations':[{}],'options':{'evaluations_semantic':'x'}} | /options/evaluations_semantic",
                "7 | ''",
            })
    void aBrokenBatchIsNamed(String text, String pointer) {
        assertThat(catchThrowableOfType(JsonFault.class, () -> Batch.read(json(text))).pointer())
                .isEqualTo(pointer);
    }
}
