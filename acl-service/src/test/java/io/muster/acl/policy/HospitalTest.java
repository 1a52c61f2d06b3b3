// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Reason;
import io.muster.acl.decision.Subject;
import io.muster.acl.json.StrictJson;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of docs/guides/policies.md, question by question. */
class HospitalTest {

    /** A Monday in Athens. */
    private static final Instant NOON = Instant.parse("2026-11-23T10:00:00Z");

    private static final Instant TEN_PM = Instant.parse("2026-11-23T20:00:00Z");
    private static final Instant ELEVEN_PM = Instant.parse("2026-11-23T21:00:00Z");
    private static final String INSIDE = "10.20.30.40";
    private static final String HOME = "192.0.2.7";
    private static final PolicyDocument DOCUMENT = read();
    private static final PolicySet POLICIES = PolicySet.of(List.of(DOCUMENT));

    private static PolicyDocument read() {
        var base = Path.of(System.getProperty("basedir", ""));
        try {
            var bytes = Files.readAllBytes(base.resolve("../docs/examples/policies/hospital.json"));
            return PolicyDocument.parse(StrictJson.parse(bytes).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Caller person(
            String name, @Nullable String ward, String clientId, @Nullable String ip) {
        var claims = JsonNodeFactory.instance.objectNode().put("sub", name);
        if (ward != null) {
            claims.put("ward", ward);
        }
        var group = name.equals("eve") ? "nurse" : "maintenance";
        var subject =
                new Subject(
                        "token",
                        "oidc:https://idp#" + name,
                        new TenantId("hospital"),
                        Set.of(group),
                        claims,
                        null,
                        Subject.NOTHING);
        return new Caller(subject, clientId, name, Origin.at(ip));
    }

    private static Caller monitor() {
        var facts = new CertificateFacts("m-17", "1f", "CN=CA", List.of(), List.of(), true);
        var subject =
                new Subject(
                        "cert",
                        "cert:hospital/m-17",
                        new TenantId("hospital"),
                        Set.of(),
                        Subject.NOTHING,
                        facts,
                        JsonNodeFactory.instance.objectNode().put("ward", "3a"));
        return new Caller(subject, "m-17", null, Origin.at(INSIDE));
    }

    private static Decision subscribe(Caller caller, String filter, Instant now) {
        return POLICIES.decide(caller, new Subscribe(filter, 1, true, false), now);
    }

    private static Decision publish(Caller caller, String topic) {
        Ask ask = new Publish(topic, Retain.NO, 1);
        return POLICIES.decide(caller, ask, NOON);
    }

    private static Decision allow(String rule) {
        return new Allow("hospital/" + rule);
    }

    private static Decision deny(String rule) {
        return new Deny(Reason.EXPLICIT_DENY, "hospital/" + rule);
    }

    private static final Decision NO_RULE = Decision.deny(Reason.NO_MATCH);

    @Test
    void aNurseSeesOnlyHerWard() {
        var nurse = person("eve", "3a", "eve-1", INSIDE);

        assertThat(subscribe(nurse, "ward/3a/+/vitals/#", NOON))
                .isEqualTo(allow("nurse-sees-her-ward"));
        assertThat(subscribe(nurse, "ward/3b/+/vitals/#", NOON)).isEqualTo(NO_RULE);
        assertThat(subscribe(nurse, "ward/+/+/vitals/#", NOON)).isEqualTo(NO_RULE);
        assertThat(publish(nurse, "ward/3a/7/vitals/pulse")).isEqualTo(NO_RULE);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "+", "#", "3a/+"},
            nullValues = "null")
    void aWardThatIsNoneOpensNoDoor(@Nullable String ward) {
        var nurse = person("eve", ward, "eve", INSIDE);

        assertThat(subscribe(nurse, "ward/+/+/vitals/#", NOON)).isEqualTo(NO_RULE);
        assertThat(subscribe(nurse, "ward/3a/+/vitals/#", NOON)).isEqualTo(NO_RULE);
    }

    @Test
    void aMaintenanceEngineerReadsLogsAndChangesNothing() {
        var engineer = person("bob", null, "bob", INSIDE);

        assertThat(subscribe(engineer, "device/+/log/#", NOON))
                .isEqualTo(allow("maintenance-reads-logs"));
        assertThat(publish(engineer, "device/m-17/config/limits"))
                .isEqualTo(deny("maintenance-never-configures"));
        assertThat(subscribe(engineer, "ward/3a/+/vitals/#", NOON)).isEqualTo(NO_RULE);
    }

    @Test
    void nobodyComesInFromOutsideAtNight() {
        var fromHome = person("eve", "3a", "eve", HOME);

        assertThat(POLICIES.connect(fromHome, NOON)).isEqualTo(allow("connect"));
        assertThat(POLICIES.connect(fromHome, ELEVEN_PM)).isEqualTo(deny("at-night-from-inside"));
        assertThat(POLICIES.connect(person("eve", "3a", "eve", INSIDE), ELEVEN_PM))
                .isEqualTo(allow("connect"));
        assertThat(POLICIES.connect(person("eve", "3a", "eve", null), ELEVEN_PM))
                .isEqualTo(deny("at-night-from-inside"));
        assertThat(subscribe(fromHome, "ward/3a/+/vitals/#", TEN_PM))
                .isEqualTo(deny("nothing-at-night-from-outside"));
        assertThat(POLICIES.connectHoldsUntil(fromHome, NOON)).contains(TEN_PM);
    }

    @Test
    void nobodyTakesOverAnothersSession() {
        assertThat(POLICIES.connect(person("eve", "3a", "mallory", INSIDE), NOON))
                .isEqualTo(Decision.deny(Reason.CLIENT_ID_UNBOUND));
    }

    @Test
    void aMonitorSpeaksInTheWardItIsRegisteredIn() {
        assertThat(publish(monitor(), "ward/3a/7/vitals/pulse")).isEqualTo(allow("monitor-speaks"));
        assertThat(publish(monitor(), "ward/3b/7/vitals/pulse")).isEqualTo(NO_RULE);
    }

    @Test
    void lintHasNothingToSay() {
        assertThat(Lint.check(List.of(DOCUMENT), Surroundings.UNKNOWN)).isEmpty();
        assertThat(DOCUMENT.tenant()).contains(new TenantId("hospital"));
    }
}
