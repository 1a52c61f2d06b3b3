// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Credentials.Certificate;
import io.muster.acl.inquiry.Who.Described;
import io.muster.acl.inquiry.Who.Held;
import io.muster.acl.inquiry.Who.Shown;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.StrictJson;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InquiryReaderTest {

    private static final String SESSION = "'subject':{'session':'s'}";

    private static Inquiry read(String text) {
        var json = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return InquiryReader.read(StrictJson.parse(json).orElseThrow(), "");
    }

    private static Ask ask(String members) {
        return read("{" + SESSION + "," + members + "}").ask();
    }

    @Test
    void everyMemberIsRead() {
        var inquiry =
                read(
                        """
                        {'tenant':'acme','broker':'edge-1','subject':{'token':'a.b.c'},'action':'publish','topic':'t/1',
                         'qos':1,'retain':false,'context':{'client_id':'dev-1','username':'alice','ip':'10.0.0.9',
                         'listener':'ssl:default','protocol':'mqtt5','tls':true}}
                        """);

        assertThat(inquiry)
                .isEqualTo(
                        new Inquiry(
                                new TenantId("acme"),
                                "edge-1",
                                new Shown(new Bearer("a.b.c")),
                                new Publish("t/1", Retain.NO, 1),
                                "dev-1",
                                "alice",
                                new Origin("10.0.0.9", "ssl:default", "mqtt5", true)));
    }

    @Test
    void eachActionIsAQuestionOfItsOwn() {
        assertThat(ask("'action':'connect'")).isNull();
        assertThat(ask("'action':'publish','topic':'a'"))
                .isEqualTo(new Publish("a", Retain.UNKNOWN, null));
        assertThat(ask("'action':'will','topic':'a','retain':true,'qos':2"))
                .isEqualTo(new LeaveWill("a", Retain.YES, 2));
        assertThat(ask("'action':'subscribe','topic':'$share/g/a/#'"))
                .isEqualTo(new Subscribe("$share/g/a/#", null, true, false));
        assertThat(ask("'action':'receive','topic':''"))
                .isEqualTo(new Receive("", Retain.UNKNOWN, null));
        assertThat(ask("'action':'unsubscribe','topic':'a/+'"))
                .isEqualTo(new Unsubscribe("a/+", true));
    }

    @Test
    void aSubjectIsShownHeldOrDescribed() {
        var connect = "'action':'connect'}";
        assertThat(read("{'subject':{'session':'s-1'}," + connect).who())
                .isEqualTo(new Held("s-1"));
        assertThat(read("{'subject':{'certificate':'AQID'}," + connect).who())
                .isInstanceOfSatisfying(
                        Shown.class,
                        shown ->
                                assertThat(((Certificate) shown.credentials()).der())
                                        .containsExactly(1, 2, 3));
        var principal =
                """
                {'type':'cert','id':'x','claims':{'ward':7},'groups':['g'],'attrs':{'site':'a'},
                 'cert':{'cn':'dev-1','serial':'0f','san_uri':['urn:a'],'verified':true}}
                """;
        assertThat(read("{'subject':{'principal':" + principal + "}," + connect).who())
                .isInstanceOfSatisfying(
                        Described.class,
                        who -> {
                            var subject = who.in(new TenantId("acme"));
                            assertThat(subject.claims().path("ward").asInt()).isEqualTo(7);
                            assertThat(subject.attributes().path("site").asText()).isEqualTo("a");
                            assertThat(subject.groups()).containsExactly("g");
                            assertThat(subject.tenant()).isEqualTo(new TenantId("acme"));
                            assertThat(subject.certificate())
                                    .isNotNull()
                                    .satisfies(
                                            facts -> assertThat(facts.verified()).isTrue(),
                                            facts -> assertThat(facts.sanUri()).contains("urn:a"));
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'connect'} | /subject",
                "{'subject':{},'action':'connect'} | /subject",
                "{'subject':{'token':'a','session':'b'},'action':'connect'} | /subject",
                "{'subject':{'token':7},'action':'connect'} | /subject/token",
                "{'subject':{'certificate':'?'},'action':'connect'} | /subject/certificate",
                "{'subject':{'principal':{'id':'x'}},'action':'connect'} | /subject/principal/type",
                "{'subject':{'session':'s'}} | /action",
                "{'subject':{'session':'s'},'action':'fly'} | /action",
                "{'subject':{'session':'s'},'action':'retain','topic':'a'} | /action",
                "{'subject':{'session':'s'},'action':'connect','topic':'a'} | /topic",
                "{'subject':{'session':'s'},'action':'publish'} | /topic",
                "{'subject':{'session':'s'},'action':'publish','topic':7} | /topic",
                "{'subject':{'session':'s'},'action':'publish','topic':'a','qos':3} | /qos",
                "{'subject':{'session':'s'},'action':'publish','topic':'a','qos':'1'} | /qos",
                "{'subject':{'session':'s'},'action':'publish','topic':'a','retain':1} | /retain",
                "{'subject':{'session':'s'},'action':'connect','context':{'ipp':'x'}} | /context/ipp",
                "{'subject':{'session':'s'},'action':'connect','tenant':'A b'} | /tenant",
                "{'subject':{'session':'s'},'action':'connect','more':1} | /more",
                "[] | ''",
            })
    void whatIsWrongIsNamed(String json, String pointer) {
        var fault = catchThrowableOfType(JsonFault.class, () -> read(json));

        assertThat(fault.pointer()).isEqualTo(pointer);
        assertThat(fault.reason()).isNotEmpty();
    }
}
