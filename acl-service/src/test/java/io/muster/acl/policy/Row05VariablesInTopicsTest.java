// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Subject;
import io.muster.platform.topic.TenantId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is one level of a topic and never more, whoever chose it. */
class Row05VariablesInTopicsTest {

    private static Caller caller(String clientId, String claims) {
        var subject =
                new Subject(
                        "token",
                        "oidc:https://idp#eve",
                        new TenantId("acme"),
                        Set.of("g"),
                        (ObjectNode) Policies.json(claims),
                        new CertificateFacts(
                                "cn", "1f", "CN=CA", List.of("urn:x"), List.of("h1", "h2"), true),
                        (ObjectNode) Policies.json("{'ward':'3a'}"));
        return new Caller(subject, clientId, "user", new Origin("10.0.0.1", "l", null, null));
    }

    private static boolean publishes(PolicySet policies, Caller caller, String topic) {
        Ask ask = new Publish(topic, Retain.NO, 1);
        return policies.decide(caller, ask, NOW).allowed();
    }

    private static boolean subscribes(PolicySet policies, Caller caller, String filter) {
        Ask ask = new Subscribe(filter, 1, true, false);
        return policies.decide(caller, ask, NOW).allowed();
    }

    private static final String ALLOW =
            "'effect':'allow','actions':['publish','subscribe'],'resource':";
    private static final String DENY =
            "'effect':'deny','actions':['publish','subscribe'],'resource':";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+", "#", "a/b", "/", "", "a+", "#a", "a\0", "\u0001", "\u001F", "\u007F", "\u009F",
                "a\nb"
            })
    void aMalformedValueWidensNothing(String clientId) {
        var allowing = Policies.set(ALLOW + "'d/${client.id}/#'");
        var denying =
                Policies.set(ALLOW + "'#'", DENY + "'d/${client.id}/t','conditions':{'qos_max':0}");
        var caller = caller(clientId, "{}");

        assertThat(subscribes(allowing, caller, "d/+/#")).isFalse();
        assertThat(subscribes(allowing, caller, "d/x/t")).isFalse();
        assertThat(publishes(allowing, caller, "d/x/t")).isFalse();
        assertThat(publishes(denying, caller, "d/x/t")).isFalse();
        assertThat(publishes(denying, caller, "d/x/u")).isTrue();
        assertThat(subscribes(denying, caller, "d/+/t")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'v':'x'}|x", "{'v':7}|7", "{'v':-7}|-7",
                        "{'v':9007199254740993}|9007199254740993",
                "{'v':true}|true", "{'v':false}|false", "{'v':'ü€'}|ü€",
                        "{'v':'${client.id}'}|${client.id}",
                "{'v':'a b'}|a b", "{'v':'*'}|*"
            })
    void aStringAnIntegerOrABooleanIsALevel(String claims, String level) {
        var policies = Policies.set(ALLOW + "'d/${claims.v}/t'");
        var caller = caller("dev-1", claims);

        assertThat(publishes(policies, caller, "d/" + level + "/t")).isTrue();
        assertThat(subscribes(policies, caller, "d/" + level + "/t")).isTrue();
        assertThat(publishes(policies, caller, "d/dev-1/t")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'v':null}",
                "{'v':0.5}",
                "{'v':1.0}",
                "{'v':['x']}",
                "{'v':{'x':1}}",
                "{'v':''}"
            })
    void anythingElseIsNone(String claims) {
        var policies = Policies.set(ALLOW + "['d/${claims.v}/t','e']", DENY + "'f/${claims.v}'");
        var caller = caller("dev-1", claims);

        assertThat(publishes(policies, caller, "d/x/t")).isFalse();
        assertThat(publishes(policies, caller, "d//t")).isFalse();
        assertThat(subscribes(policies, caller, "d/+/t")).isFalse();
        assertThat(publishes(policies, caller, "e")).as("the other resource").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "${subject.type}, token",
        "${subject.tenant}, acme",
        "${client.id}, dev-1",
        "${client.username}, user",
        "${client.ip}, 10.0.0.1",
        "${client.listener}, l",
        "${cert.cn}, cn",
        "${cert.serial}, 1f",
        "${cert.issuer}, CN=CA",
        "${cert.san_uri}, urn:x",
        "${cert.verified}, true",
        "${attrs.ward}, 3a",
        "${claims['a.b']}, dot",
        "${claims['https://x/y']}, url",
        "${claims.deep.er}, x",
        "x-${client.id}-${cert.cn}, x-dev-1-cn",
    })
    void eachVariableHasItsValue(String variable, String value) {
        var policies = Policies.set(ALLOW + "'d/" + variable.replace("'", "\\'") + "/t'");
        var caller = caller("dev-1", "{'a.b':'dot','https://x/y':'url','deep':{'er':'x'}}");

        assertThat(publishes(policies, caller, "d/" + value + "/t")).isTrue();
        assertThat(publishes(policies, caller, "d/other/t")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject.groups", "cert.san_dns", "subject.id"})
    void aListOrAnIdentityWithSlashesIsNoLevel(String variable) {
        var policies = Policies.set(ALLOW + "'d/${" + variable + "}/#'");
        var caller = caller("dev-1", "{}");

        assertThat(subscribes(policies, caller, "d/+/#")).isFalse();
        assertThat(publishes(policies, caller, "d/g/t")).isFalse();
        assertThat(publishes(policies, caller, "d/h1/t")).isFalse();
    }

    @Test
    void theFirstLevelIsNeverMadeTheBrokersOwn() {
        var policies = Policies.set(ALLOW + "'${client.id}/#'");
        var denying = Policies.set(ALLOW + "['#','$SYS/#']", DENY + "'${client.id}/x'");
        var caller = caller("$SYS", "{}");

        assertThat(publishes(policies, caller, "$SYS/x")).isFalse();
        assertThat(subscribes(policies, caller, "$SYS/#")).isFalse();
        assertThat(publishes(denying, caller, "$SYS/x")).isFalse();
        assertThat(publishes(denying, caller, "a/x")).isFalse();
        assertThat(publishes(denying, caller, "a/y")).isTrue();
        assertThat(publishes(Policies.set(ALLOW + "'d/${client.id}'"), caller, "d/$SYS")).isTrue();
    }
}
