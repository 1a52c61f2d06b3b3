// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.CallerRule;
import io.muster.acl.policy.Policies;
import io.muster.acl.policy.PolicySet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim certificate is good for asking for another one, and for nothing else. */
class ClaimPolicyTest {

    private static final PolicySet POLICIES = PolicySet.of(BuiltInPolicies.load());
    private static final String CLAIM = "claim-0123456789abcdef0123456789abcdef";
    private static final String ID = CLAIM + "-pump-7";
    private static final Caller HOLDER = Policies.claim("acme", CLAIM, ID);
    private static final String OWN = "p/acme/" + ID + "/";

    private static boolean may(Ask ask) {
        return POLICIES.decide(HOLDER, ask, NOW).allowed();
    }

    private static boolean connects(Caller caller) {
        return POLICIES.connect(caller, NOW).allowed();
    }

    @Test
    void itsClientIdBeginsWithItsName() {
        assertThat(connects(HOLDER)).isTrue();
        assertThat(connects(Policies.claim("acme", CLAIM, CLAIM))).isTrue();
        assertThat(connects(Policies.claim("acme", CLAIM, "pump-7"))).isFalse();
        assertThat(connects(Policies.claim("acme", CLAIM, CLAIM + "0"))).isFalse();
        assertThat(connects(Policies.claim("acme", CLAIM, "registry-service-x"))).isFalse();
    }

    /** A tenant's rule for anybody was not written for who shares a certificate with strangers. */
    @Test
    void noPolicyTakesAClaimOutOfItsBounds() {
        var open =
                PolicySet.of(
                        List.of(
                                Policies.document(
                                        "'effect':'allow','actions':['connect'],'resource':'*'",
                                        "'effect':'allow','actions':['*'],'resource':'#'")));

        assertThat(open.connect(Policies.claim("acme", CLAIM, "pump-7"), NOW).allowed()).isFalse();
        assertThat(open.connect(HOLDER, NOW).allowed()).isTrue();
        assertThat(open.explainConnect(Policies.claim("acme", CLAIM, CLAIM + "0"), NOW).decision())
                .isEqualTo(Decision.deny(Reason.CLIENT_ID_UNBOUND));
        for (var topic :
                List.of("d/acme/pump-7/cmd", "p/acme/" + CLAIM + "-x/a", "home", "p/acme")) {
            assertThat(open.decide(HOLDER, new Publish(topic, Retain.NO, 1), NOW).allowed())
                    .as(topic)
                    .isFalse();
        }
        for (var filter : List.of("#", "p/acme/+/#", "$share/g/" + OWN + "#", "home/#")) {
            assertThat(open.decide(HOLDER, new Subscribe(filter, 1, true, false), NOW).allowed())
                    .as(filter)
                    .isFalse();
        }
        assertThat(open.decide(HOLDER, new Subscribe(OWN + "#", 1, true, false), NOW).allowed())
                .isTrue();
        assertThat(open.rulesOf(HOLDER)).noneMatch(CallerRule::constant);
        assertThat(open.connect(Policies.device("acme", "pump-7"), NOW).allowed()).isTrue();
    }

    @Test
    void noDeviceIsCalledLikeAClaim() {
        assertThat(connects(Policies.device("acme", CLAIM))).isFalse();
        assertThat(connects(Policies.device("acme", "claim"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enroll/csr",
                "aws/certificates/create-from-csr/json",
                "aws/certificates/create-from-csr/cbor",
                "aws/provisioning-templates/line-4/provision/json"
            })
    void itAsksOnItsOwnTopics(String topic) {
        assertThat(may(new Publish(OWN + topic, Retain.NO, 1))).isTrue();
        assertThat(may(new Publish(OWN + topic, Retain.YES, 1))).isFalse();
        assertThat(may(new LeaveWill(OWN + topic, Retain.NO, 1))).isFalse();
        assertThat(may(new Publish("p/acme/" + CLAIM + "-other/" + topic, Retain.NO, 1))).isFalse();
        assertThat(may(new Publish("p/other/" + ID + "/" + topic, Retain.NO, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p/acme/claim-0123456789abcdef0123456789abcdef-pump-7/enroll/csr/accepted",
                "p/acme/claim-0123456789abcdef0123456789abcdef-pump-7/aws/certificates/create-from-csr/json/accepted",
                "p/acme/claim-0123456789abcdef0123456789abcdef-pump-7/aws/certificates/foo/json",
                "p/acme/claim-0123456789abcdef0123456789abcdef-pump-7/aws/certificates/create/xml",
                "d/acme/claim-0123456789abcdef0123456789abcdef/presence",
                "d/acme/claim-0123456789abcdef0123456789abcdef-pump-7/presence",
                "d/acme/pump-7/heartbeat",
                "events/acme/registry/device.created",
                "$aws/certificates/create-from-csr/json",
                "x"
            })
    void itSpeaksNowhereElse(String topic) {
        assertThat(may(new Publish(topic, Retain.NO, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "enroll/csr/accepted", "aws/certificates/+/+/accepted"})
    void case50ItHearsItsOwnAnswersAndNoOthers(String rest) {
        assertThat(may(new Subscribe(OWN + rest, 1, true, false))).isTrue();
        assertThat(may(new Subscribe("$share/g/" + OWN + rest, 1, true, false))).isFalse();
        assertThat(may(new Subscribe("p/acme/" + CLAIM + "-x/" + rest, 1, true, false))).isFalse();
        assertThat(may(new Subscribe("p/acme/+/" + rest, 1, true, false))).isFalse();
        assertThat(may(new Subscribe("d/acme/" + ID + "/" + rest, 1, true, false))).isFalse();
    }
}
