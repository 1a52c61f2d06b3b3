// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Subject;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sentence about conditions, as a row. */
class ConditionTest {

    private static final Instant NOW = Policies.NOW;

    private static final Caller CALLER =
            new Caller(
                    new Subject(
                            "token",
                            "oidc:https://idp#eve",
                            new TenantId("acme"),
                            Set.of("nurses"),
                            (ObjectNode)
                                    Policies.json(
                                            "{'sub':'eve','n':7,'half':0.5,'big':9007199254740993,"
                                                    + "'huge':1e999,'yes':true,'nothing':null,"
                                                    + "'list':['a',7,null],'deep':{'er':'x'},"
                                                    + "'a.b':'dot','https://x/y':'url',"
                                                    + "'empty':'','text7':'7','ip':'10.1.1.1'}"),
                            new CertificateFacts(
                                    "cn", "1f", null, List.of("urn:x"), List.of("h"), false),
                            (ObjectNode) Policies.json("{'ward':'3a'}")),
                    "eve-1",
                    null,
                    new Origin("::ffff:10.0.0.9", "ssl:default", null, null));

    private static Truth test(String condition, Situation situation) {
        return ConditionReader.read(Policies.json(condition), "").test(situation);
    }

    private static Truth test(String condition) {
        return test(condition, Situation.ofMessage(CALLER, Action.PUBLISH, 1, Retain.NO, NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claims.sub|eq|'eve'|TRUE",
                "claims.sub|eq|'Eve'|FALSE",
                "claims.sub|eq|7|UNKNOWN",
                "claims.sub|ne|'bob'|TRUE",
                "claims.sub|ne|7|UNKNOWN",
                "claims.text7|eq|7|UNKNOWN",
                "claims.n|eq|7|TRUE",
                "claims.n|eq|7.0|TRUE",
                "claims.n|eq|8|FALSE",
                "claims.n|eq|'7'|UNKNOWN",
                "claims.big|eq|9007199254740993|TRUE",
                "claims.big|eq|9007199254740992|FALSE",
                "claims.huge|gt|1|UNKNOWN",
                "claims.huge|eq|1|UNKNOWN",
                "claims.yes|eq|true|TRUE",
                "claims.yes|eq|'true'|UNKNOWN",
                "claims.list|eq|'a'|UNKNOWN",
                "claims.deep|eq|'x'|UNKNOWN",
                "claims.nothing|eq|'x'|UNKNOWN",
                "claims.nothing|ne|'x'|UNKNOWN",
                "claims.nothing|exists|true|UNKNOWN",
                "claims.nothing|exists|false|UNKNOWN",
                "claims.missing|eq|'x'|UNKNOWN",
                "claims.missing|ne|'x'|UNKNOWN",
                "claims.missing|not_in|['x']|UNKNOWN",
                "claims.missing|exists|true|FALSE",
                "claims.missing|exists|false|TRUE",
                "claims.empty|exists|true|TRUE",
                "claims.empty|eq|''|TRUE",
                "claims.deep.er|eq|'x'|TRUE",
                "claims.deep.er.est|exists|true|FALSE",
                "claims.sub.x|exists|true|FALSE",
                "claims['a.b']|eq|'dot'|TRUE",
                "claims['https://x/y']|eq|'url'|TRUE",
                "claims.sub|in|['bob','eve']|TRUE",
                "claims.sub|in|['bob',7]|FALSE",
                "claims.sub|in|[7,true]|UNKNOWN",
                "claims.sub|not_in|['bob']|TRUE",
                "claims.sub|not_in|['eve']|FALSE",
                "claims.list|contains|'a'|TRUE",
                "claims.list|contains|7|TRUE",
                "claims.list|contains|'7'|FALSE",
                "claims.list|contains_any|['x','a']|TRUE",
                "claims.list|contains_any|['x']|FALSE",
                "claims.sub|contains|'e'|UNKNOWN",
                "subject.groups|contains|'nurses'|TRUE",
                "subject.groups|contains|'doctors'|FALSE",
                "cert.san_uri|contains|'urn:x'|TRUE",
                "cert.verified|eq|false|TRUE",
                "cert.issuer|exists|true|FALSE",
                "claims.sub|prefix|'ev'|TRUE",
                "claims.sub|prefix|'ve'|FALSE",
                "claims.n|prefix|'7'|UNKNOWN",
                "claims.sub|suffix|'ve'|TRUE",
                "claims.sub|glob|'e*'|TRUE",
                "claims.sub|glob|'?v?'|TRUE",
                "claims.sub|glob|'?v'|FALSE",
                "claims.sub|glob|'*'|TRUE",
                "claims.list|glob|'*'|UNKNOWN",
                "claims.n|lt|7.5|TRUE",
                "claims.n|lt|7|FALSE",
                "claims.n|le|7|TRUE",
                "claims.half|gt|0|TRUE",
                "claims.half|ge|0.5|TRUE",
                "claims.half|ge|0.6|FALSE",
                "claims.text7|lt|8|UNKNOWN",
                "claims.ip|cidr|'10.0.0.0/8'|TRUE",
                "claims.ip|cidr|['11.0.0.0/8','10.1.1.1/32']|TRUE",
                "claims.ip|cidr|'11.0.0.0/8'|FALSE",
                "claims.sub|cidr|'10.0.0.0/8'|UNKNOWN",
                "claims.n|cidr|'10.0.0.0/8'|UNKNOWN",
                "client.ip|cidr|'10.0.0.0/8'|TRUE",
                "client.id|eq|'eve-1'|TRUE",
                "client.username|exists|true|FALSE",
                "client.listener|prefix|'ssl:'|TRUE",
                "subject.tenant|eq|'acme'|TRUE",
                "subject.type|eq|'token'|TRUE",
                "attrs.ward|eq|'3a'|TRUE",
                "attrs.floor|eq|3|UNKNOWN",
            })
    void anAttributeIsCompared(String attribute, String operator, String value, Truth truth) {
        var name = attribute.replace("'", "\\'");

        assertThat(test("{'attr':'%s','op':'%s','value':%s}".formatted(name, operator, value)))
                .isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'qos_max':1}|TRUE",
                "{'qos_max':0}|FALSE",
                "{'qos_in':[0,2]}|FALSE",
                "{'qos_in':[1]}|TRUE",
                "{'retain':false}|TRUE",
                "{'retain':true}|FALSE",
                "{'shared':true}|FALSE",
                "{'shared':false}|FALSE",
                "{'tls':true}|UNKNOWN",
                "{'protocol':'mqtt5'}|UNKNOWN",
                "{'listener':['x','ssl:default']}|TRUE",
                "{'listener':'ssl'}|FALSE",
                "{'ip_range':'10.0.0.0/24'}|TRUE",
                "{'ip_range':'::ffff:10.0.0.0/120'}|TRUE",
                "{'ip_range':'::/0'}|FALSE",
                "{'ip_range':['2001:db8::/32','10.0.0.9/32']}|TRUE",
                "{'client_id':'${claims.sub}-*'}|TRUE",
                "{'client_id':['x','${claims.sub}']}|FALSE",
                "{'client_id':'${claims.missing}'}|UNKNOWN",
                "{'client_id':['${claims.missing}','eve-1']}|TRUE",
                "{'qos_max':1,'retain':false}|TRUE",
                "{'qos_max':1,'retain':true}|FALSE",
                "{'tls':true,'qos_max':1}|UNKNOWN",
                "{'tls':true,'qos_max':0}|FALSE",
                "{'not':{'qos_max':0}}|TRUE",
                "{'not':{'tls':true}}|UNKNOWN",
                "{'not':{'not':{'tls':true}}}|UNKNOWN",
                "{'all':[{'qos_max':1},{'tls':true}]}|UNKNOWN",
                "{'all':[{'qos_max':0},{'tls':true}]}|FALSE",
                "{'any':[{'qos_max':1},{'tls':true}]}|TRUE",
                "{'any':[{'qos_max':0},{'tls':true}]}|UNKNOWN",
                "{'any':[{'qos_max':0},{'retain':true}]}|FALSE",
                "{'not':{'any':[{'qos_max':0},{'tls':true}]}}|UNKNOWN",
                "{'any':[{'tls':true}],'qos_max':0}|FALSE",
                "{'attr':'claims.sub','op':'eq','value':'eve','qos_max':0}|FALSE",
                "{'not_before':'2026-11-23T10:00:00Z'}|TRUE",
                "{'not_before':'2026-11-23T10:00:00.000000001Z'}|FALSE",
                "{'not_after':'2026-11-23T10:00:00Z'}|TRUE",
                "{'not_after':'2026-11-23T12:00:00+02:00'}|TRUE",
                "{'not_after':'2026-11-23T09:59:59.999999999Z'}|FALSE",
            })
    void aConditionHolds(String condition, Truth truth) {
        assertThat(test(condition)).isEqualTo(truth);
    }

    /** What never carries something has it not; what hides it, who knows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'qos_max':2}|PUBLISH|UNKNOWN",
                "{'qos_max':2}|SUBSCRIBE|UNKNOWN",
                "{'qos_max':2}|RECEIVE|UNKNOWN",
                "{'qos_max':2}|WILL|UNKNOWN",
                "{'qos_max':2}|RETAIN|UNKNOWN",
                "{'qos_max':2}|CONNECT|FALSE",
                "{'qos_max':2}|UNSUBSCRIBE|FALSE",
                "{'retain':true}|PUBLISH|UNKNOWN",
                "{'retain':false}|RECEIVE|UNKNOWN",
                "{'retain':false}|WILL|UNKNOWN",
                "{'retain':false}|SUBSCRIBE|FALSE",
                "{'retain':true}|CONNECT|FALSE",
                "{'retain':false}|UNSUBSCRIBE|FALSE",
                "{'shared':true}|SUBSCRIBE|UNKNOWN",
                "{'shared':false}|UNSUBSCRIBE|UNKNOWN",
                "{'shared':false}|RECEIVE|FALSE",
                "{'shared':false}|CONNECT|FALSE",
            })
    void whatIsNotTold(String condition, Action action, Truth truth) {
        var situation =
                new Situation(CALLER, action, null, Retain.UNKNOWN, Truth.UNKNOWN, NOW, false);

        assertThat(test(condition, situation)).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({"3, UNKNOWN", "-1, UNKNOWN", "2, TRUE", "0, TRUE"})
    void aQualityOfServiceThatMqttHasNotIsNotKnown(int qos, Truth truth) {
        var situation = Situation.ofMessage(CALLER, Action.PUBLISH, qos, Retain.NO, NOW);

        assertThat(test("{'qos_max':2}", situation)).isEqualTo(truth);
    }
}
