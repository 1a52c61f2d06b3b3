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
import io.muster.acl.policy.Policies;
import io.muster.acl.policy.PolicySet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/contracts.md grants, and nothing else. */
class BuiltInPoliciesTest {

    private static final PolicySet POLICIES = PolicySet.of(BuiltInPolicies.load());
    private static final Caller DEVICE = Policies.device("acme", "dev-1");
    private static final String OWN = "d/acme/dev-1/";

    private static boolean may(Caller caller, Ask ask) {
        return POLICIES.decide(caller, ask, NOW).allowed();
    }

    private static boolean publishes(Caller caller, String topic) {
        return may(caller, new Publish(topic, Retain.NO, 1));
    }

    private static boolean subscribes(Caller caller, String filter) {
        return may(caller, new Subscribe(filter, 1, true, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence",
                "heartbeat",
                "children/dev-2/presence",
                "cert/renew",
                "cmd/7/ack",
                "cmd/7/chunk/3",
                "cmd/7/done",
                "shadow/default/get",
                "shadow/default/update",
                "shadow/x/delete",
                "shadow/x/ack",
                "ota/report",
                "ota/ack",
                "ota/version"
            })
    void aDeviceSpeaksOnItsOwnTopics(String topic) {
        assertThat(publishes(DEVICE, OWN + topic)).isTrue();
        assertThat(publishes(DEVICE, "d/acme/dev-2/" + topic)).isFalse();
        assertThat(publishes(DEVICE, "d/other/dev-1/" + topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d/acme/dev-1",
                "d/acme/dev-1/",
                "d/acme/dev-1/cmd",
                "d/acme/dev-1/cmd/7",
                "d/acme/dev-1/ota/job",
                "d/acme/dev-1/shadow/default/delta",
                "d/acme/dev-1/shadow/default/update/accepted",
                "d/acme/dev-1/cert/renew/accepted",
                "events/acme/registry/device.created",
                "$SYS/x",
                "d/acme/dev-2/children/dev-1/presence",
                "d/acme/dev-1/children/dev-2/heartbeat",
                "p/acme/dev-1/enroll/csr",
                "x"
            })
    void aDeviceSpeaksNowhereElse(String topic) {
        assertThat(publishes(DEVICE, topic)).isFalse();
    }

    @Test
    void onlyPresenceIsRetainedOrLeftAsAWill() {
        assertThat(may(DEVICE, new Publish(OWN + "presence", Retain.YES, 1))).isTrue();
        assertThat(may(DEVICE, new LeaveWill(OWN + "presence", Retain.YES, 1))).isTrue();
        assertThat(may(DEVICE, new Publish(OWN + "heartbeat", Retain.YES, 1))).isFalse();
        assertThat(may(DEVICE, new LeaveWill(OWN + "heartbeat", Retain.NO, 1))).isFalse();
        assertThat(may(DEVICE, new LeaveWill("d/acme/dev-2/presence", Retain.YES, 1))).isFalse();
        var child = OWN + "children/dev-2/presence";
        assertThat(may(DEVICE, new Publish(child, Retain.YES, 1))).isFalse();
        assertThat(may(DEVICE, new LeaveWill(child, Retain.NO, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d/acme/dev-1/#", "d/acme/dev-1/cmd", "d/acme/dev-1/+/+/delta"})
    void aDeviceListensBelowItsOwnTopics(String filter) {
        assertThat(subscribes(DEVICE, filter)).isTrue();
        assertThat(subscribes(DEVICE, "$share/g/" + filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/#",
                "d/#",
                "d/acme/#",
                "d/acme/+/cmd",
                "d/+/dev-1/#",
                "d/acme/dev-2/#",
                "d/acme/dev-1+/#",
                "events/#",
                "events/acme/#",
                "$SYS/#",
                "$share/x/#",
                "p/#"
            })
    void aDeviceListensNowhereElse(String filter) {
        assertThat(subscribes(DEVICE, filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get",
                "update",
                "delete",
                "name/cfg/get",
                "name/cfg/update",
                "name/cfg/delete"
            })
    void case42ADeviceAsksOnItsOwnThingsTopics(String operation) {
        var device = Policies.device("default", "dev-1");
        for (var prefix : List.of("$aws", "aws")) {
            var own = prefix + "/things/dev-1/shadow/" + operation;

            assertThat(publishes(device, own)).isTrue();
            assertThat(may(device, new LeaveWill(own, Retain.NO, 1))).isTrue();
            assertThat(may(device, new Publish(own, Retain.YES, 1))).isFalse();
            assertThat(publishes(DEVICE, own)).as("of another tenant").isFalse();
            assertThat(publishes(device, prefix + "/things/dev-2/shadow/" + operation)).isFalse();
        }
        assertThat(publishes(DEVICE, "aws-tenants/acme/things/dev-1/shadow/" + operation)).isTrue();
        assertThat(publishes(DEVICE, "aws-tenants/other/things/dev-1/shadow/" + operation))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get/accepted",
                "get/rejected",
                "update/accepted",
                "update/rejected",
                "update/delta",
                "update/documents",
                "delete/accepted",
                "delete/rejected",
                "name/cfg/update/accepted",
                "name/cfg/update/delta",
                "name/cfg"
            })
    void case42OnlyTheServiceAnswersThere(String topic) {
        var device = Policies.device("default", "dev-1");
        for (var prefix : List.of("$aws", "aws", "aws-tenants/default")) {
            var answer = prefix + "/things/dev-1/shadow/" + topic;

            assertThat(publishes(device, answer)).isFalse();
            assertThat(may(device, new LeaveWill(answer, Retain.NO, 1))).isFalse();
            assertThat(publishes(Policies.service("shadow-service"), answer))
                    .isEqualTo(!topic.equals("name/cfg"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "get/+", "update/accepted", "update/delta", "name/+/update/+"})
    void case42ADeviceListensToItsOwnThing(String filter) {
        var device = Policies.device("default", "dev-1");
        for (var prefix : List.of("$aws", "aws")) {
            assertThat(subscribes(device, prefix + "/things/dev-1/shadow/" + filter)).isTrue();
            assertThat(subscribes(device, prefix + "/things/dev-2/shadow/" + filter)).isFalse();
            assertThat(subscribes(device, prefix + "/things/+/shadow/" + filter)).isFalse();
            assertThat(subscribes(DEVICE, prefix + "/things/dev-1/shadow/" + filter)).isFalse();
            assertThat(subscribes(device, "$share/g/" + prefix + "/things/dev-1/shadow/" + filter))
                    .isFalse();
        }
    }

    @Test
    void aDeviceConnectsUnderItsOwnNameOnly() {
        assertThat(POLICIES.connect(DEVICE, NOW).allowed()).isTrue();
        assertThat(POLICIES.connect(Policies.deviceAs("acme", "dev-1", "dev-2"), NOW).allowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry-service",
                "shadow-service-x",
                "ota-service-1",
                "acl-service-registry-events"
            })
    void noDeviceTakesTheClientIdOfAService(String name) {
        assertThat(POLICIES.connect(Policies.device("acme", name), NOW).allowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "registry-service, $share/registry-service/d/+/+/presence",
        "registry-service, $share/registry-service/d/+/+/heartbeat",
        "registry-service, $share/registry-service/d/+/+/children/+/presence",
        "registry-service, $share/registry-service/$SYS/brokers/+/clients/+/connected",
        "registry-service, $share/registry-service/d/+/+/cert/renew",
        "registry-service, $share/registry-service/d/+/+/cmd/#",
        "registry-service, $share/registry-service/p/+/+/enroll/csr",
        "registry-service, $share/registry-service/p/+/+/aws/certificates/create-from-csr/+",
        "registry-service, $share/registry-service/p/+/+/aws/certificates/create/+",
        "registry-service, $share/registry-service/p/+/+/aws/provisioning-templates/+/provision/+",
        "registry-service, d/+/+/presence",
        "shadow-service, $share/shadow-service/d/+/+/shadow/+/get",
        "shadow-service, $share/shadow-service/d/+/+/shadow/+/update",
        "shadow-service, $share/shadow-service/d/+/+/shadow/+/delete",
        "shadow-service, $share/shadow-service/d/+/+/shadow/+/ack",
        "shadow-service, $share/shadow-service/events/+/registry/#",
        "shadow-service, events/+/registry/#",
        "shadow-service, $aws/things/+/shadow/update",
        "shadow-service, $share/shadow-service/$aws/things/+/shadow/name/+/get",
        "shadow-service, aws-tenants/+/things/+/shadow/delete",
        "shadow-service, $aws/probe/+",
        "ota-service, $share/ota-service/d/+/+/ota/report",
        "ota-service, $share/ota-service/d/+/+/ota/ack",
        "ota-service, $share/ota-service/d/+/+/ota/version",
        "ota-service, events/+/registry/#",
        "ota-service, events/+/shadow/#",
        "acl-service, events/+/registry/#",
    })
    void aServiceListensToItsChannels(String service, String filter) {
        assertThat(subscribes(Policies.service(service), filter)).isTrue();
        assertThat(subscribes(Policies.token(service, service + "-x"), filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "registry-service, #",
        "registry-service, d/#",
        "registry-service, d/+/+/ota/report",
        "registry-service, events/#",
        "shadow-service, d/+/+/presence",
        "shadow-service, d/+/+/shadow/#",
        "shadow-service, $aws/things/+/shadow/#",
        "shadow-service, $aws/things/#",
        "ota-service, d/+/+/ota/#",
        "acl-service, d/+/+/presence",
        "acl-service, $share/acl-service/events/+/registry/#",
        "acl-service, events/#",
        "acl-service, $SYS/#",
    })
    void aServiceListensToNothingElse(String service, String filter) {
        assertThat(subscribes(Policies.service(service), filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "registry-service, d/t/x/cmd, true",
        "registry-service, d/t/x/cert/renew/accepted, true",
        "registry-service, d/t/x/cert/renew/rejected, true",
        "registry-service, p/t/x/enroll/csr/accepted, true",
        "registry-service, p/t/x/enroll/csr/rejected, true",
        "registry-service, p/t/x/aws/certificates/create-from-csr/json/accepted, true",
        "registry-service, p/t/x/aws/provisioning-templates/a/provision/cbor/rejected, true",
        "registry-service, p/t/x/aws/certificates/create/json/accepted, false",
        "registry-service, events/t/registry/device.created, true",
        "registry-service, events/t/ota/job.changed, false",
        "registry-service, d/t/x/presence, false",
        "registry-service, d/t/x/ota/job, false",
        "shadow-service, d/t/x/shadow/default/delta, true",
        "shadow-service, events/t/shadow/shadow.reported, true",
        "shadow-service, events/t/registry/device.created, false",
        "ota-service, d/t/x/ota/job, true",
        "ota-service, d/t/x/ota/report, false",
        "ota-service, events/t/ota/job.changed, true",
        "acl-service, events/t/acl/session.ended, true",
        "acl-service, events/t/registry/certificate.revoked, false",
        "acl-service, d/t/x/cmd, false",
    })
    void aServicePublishesToItsChannels(String service, String topic, boolean allowed) {
        assertThat(publishes(Policies.service(service), topic)).isEqualTo(allowed);
    }

    @Test
    void onlyUpdateJobsAreRetainedByAService() {
        var ota = Policies.service("ota-service");
        var shadow = Policies.service("shadow-service");

        assertThat(may(ota, new Publish("d/t/x/ota/job", Retain.YES, 1))).isTrue();
        assertThat(may(ota, new Publish("events/t/ota/job.changed", Retain.YES, 1))).isFalse();
        assertThat(may(shadow, new Publish("d/t/x/shadow/default/delta", Retain.YES, 1))).isFalse();
    }

    @Test
    void aServiceConnectsUnderItsOwnNamesOnly() {
        assertThat(POLICIES.connect(Policies.service("ota-service"), NOW).allowed()).isTrue();
        assertThat(
                        POLICIES.connect(
                                        Policies.token(
                                                "ota-service", "shadow-service-x", "service"),
                                        NOW)
                                .allowed())
                .isFalse();
        assertThat(
                        POLICIES.connect(
                                        Policies.token("ota-service", "ota-service", "service"),
                                        NOW)
                                .allowed())
                .isFalse();
        assertThat(
                        POLICIES.connect(Policies.token("somebody", "somebody-1", "service"), NOW)
                                .allowed())
                .isFalse();
        assertThat(
                        POLICIES.connect(
                                        Policies.token("ota-service", "ota-service-x", "operator"),
                                        NOW)
                                .allowed())
                .isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        var level =
                Arbitraries.of(
                        "d",
                        "acme",
                        "dev-1",
                        "dev-2",
                        "presence",
                        "shadow",
                        "default",
                        "update",
                        "cmd",
                        "+",
                        "#",
                        "$share",
                        "g",
                        "$SYS",
                        "",
                        "events",
                        "dev-1\0",
                        "..");
        return level.list().ofMinSize(1).ofMaxSize(8).map(levels -> String.join("/", levels));
    }

    /** The filter {@code root/#} matches the root itself as well (MQTT 4.7.1.2). */
    @Property(tries = 5000)
    void whateverADeviceAsksItNeverLeavesItsOwnTopics(@ForAll("texts") String text) {
        var asks =
                List.of(
                        new Publish(text, Retain.NO, 1),
                        new Publish(text, Retain.UNKNOWN, 1),
                        new LeaveWill(text, Retain.YES, 1),
                        new Subscribe(text, 1, true, false),
                        new Subscribe(text, 1, false, false));

        for (var ask : asks) {
            assertThat(may(DEVICE, ask) && !(text + "/").startsWith(OWN)).as("%s", ask).isFalse();
        }
    }

    @Property
    void anyDeviceIsKeptToItsOwn(@ForAll("ids") String mine, @ForAll("ids") String other) {
        var caller = Policies.device("acme", mine);

        assertThat(subscribes(caller, "d/acme/" + other + "/#")).isEqualTo(mine.equals(other));
        assertThat(publishes(caller, "d/acme/" + other + "/heartbeat"))
                .isEqualTo(mine.equals(other));
    }

    /** Where a dot is a slash, they would lie below the topics of the device {@code dev-1}. */
    @Property(tries = 5000)
    void nothingMeantForADeviceWithADotGoesOutAsAnothers(
            @ForAll("tails") String tail, @ForAll("sent") String rest) {
        var topic = ("d/acme/dev-1." + tail + "/" + rest).replace('.', '/');

        for (var service : List.of("registry-service", "shadow-service", "ota-service")) {
            assertThat(publishes(Policies.service(service), topic)).as(topic).isFalse();
        }
    }

    private static final List<String> WORDS =
            List.of(
                    "x",
                    "cmd",
                    "cert",
                    "renew",
                    "ota",
                    "job",
                    "shadow",
                    "default",
                    "get",
                    "update",
                    "delete",
                    "delta",
                    "documents",
                    "accepted",
                    "rejected");

    @Provide
    Arbitrary<String> tails() {
        return Arbitraries.of(WORDS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(words -> String.join(".", words));
    }

    /** What services send below a device's root; a shadow may have any of the names. */
    @Provide
    Arbitrary<String> sent() {
        var plain = Arbitraries.of("cmd", "cert/renew/accepted", "cert/renew/rejected", "ota/job");
        var ofShadow =
                Arbitraries.of(
                        "delta",
                        "documents",
                        "get/accepted",
                        "get/rejected",
                        "update/accepted",
                        "update/rejected",
                        "delete/accepted",
                        "delete/rejected");
        var shadow =
                Arbitraries.of(WORDS)
                        .flatMap(name -> ofShadow.map(op -> "shadow/" + name + "/" + op));
        return Arbitraries.oneOf(plain, shadow);
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withChars("ab.:_-0")
                .ofMinLength(0)
                .ofMaxLength(3)
                .map(tail -> "a" + tail);
    }
}
