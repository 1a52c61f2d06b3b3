// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Dialect;
import io.muster.acl.broker.Realm;
import io.muster.acl.broker.ResponseMode;
import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.policy.Policies;
import io.muster.acl.session.SessionSeal;
import io.muster.acl.session.Sessions;
import io.muster.acl.trail.Trail;
import io.muster.platform.hook.HookSecret;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    /** A Monday; the window of the rule below closes at noon. */
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ByName NAMELESS = new ByName(null);
    private static final Device DEVICE =
            Device.asserted(new TenantId("default"), new DeviceId("dev-1"));

    private final Realm realm = new Realm("edge", null);
    private final SessionBook book =
            new SessionBook(
                    "edge",
                    new Sessions(10, Duration.ofHours(1)),
                    new SessionSeal(List.of("one-secret")),
                    _ -> false,
                    () -> NOW);
    private final List<Principal> fallen = new ArrayList<>();
    private @Nullable Reason objection;

    private final Permissions permissions =
            new Permissions(
                    book,
                    inForce(
                            "'effect':'allow','actions':['publish'],'resource':'a'",
                            "'effect':'allow','actions':['publish'],'resource':'b','conditions':"
                                    + "{'time_window':{'from':'06:00','to':'12:00','tz':'UTC'}}"),
                    (_, _) -> Optional.ofNullable(objection),
                    verdicts(),
                    () -> NOW,
                    session -> fallen.add(session.principal()));

    private static PolicyBook inForce(String... rules) {
        var policies = new PolicyBook(Policies.set(rules));
        policies.replaceAll(Map.of());
        return policies;
    }

    private Verdicts verdicts() {
        var secret = new HookSecret("a-secret-of-128-bits-or-more", Optional.empty());
        var traits =
                new Traits(
                        "",
                        false,
                        ResponseMode.STATUS,
                        Duration.ZERO,
                        false,
                        false,
                        false,
                        Map.of());
        var broker = new Broker("edge", Dialect.VERNEMQ, secret, Map.of("", realm), traits);
        return new Verdicts(new SimpleMeterRegistry(), broker, realm, new Trail(8, 1), () -> NOW);
    }

    private void connected(@Nullable Instant until) {
        var caller = new Caller(DEVICE.subject(), "dev-1", null, Origin.UNKNOWN);
        book.admit(book.open(DEVICE, caller, until));
    }

    private static Publish publish(String topic) {
        return new Publish(topic, Retain.NO, 0);
    }

    private Permit remembered(String topic) {
        return permissions.decideToRemember("dev-1", NAMELESS, publish(topic));
    }

    @Test
    void whoIsNotConnectedMayDoNothing() {
        assertThat(permissions.decide("dev-1", NAMELESS, publish("a")))
                .isEqualTo(new Permit(Reason.SESSION_UNKNOWN, null));
        assertThat(permissions.present("dev-1", NAMELESS).granted()).isFalse();
    }

    @Test
    void aYesIsRememberedNoLongerThanTheCredentialsLast() {
        connected(NOON.minusSeconds(60));

        assertThat(remembered("a").until()).isEqualTo(NOON.minusSeconds(60));
        assertThat(remembered("b").until()).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void aYesIsRememberedNoLongerThanItsWindowIsOpen() {
        connected(null);

        assertThat(remembered("a")).isEqualTo(new Permit(null, null));
        assertThat(remembered("b")).isEqualTo(new Permit(null, NOON));
    }

    @Test
    void aNoIsNotRemembered() {
        connected(NOON);

        assertThat(remembered("c")).isEqualTo(new Permit(Reason.NO_MATCH, null));
    }

    @Test
    void whoFellMayDoNothingAndIsReported() {
        connected(null);
        objection = Reason.REVOKED;

        assertThat(permissions.decide("dev-1", NAMELESS, publish("a")).reason())
                .isEqualTo(Reason.REVOKED);
        assertThat(fallen).containsExactly(DEVICE);
    }

    /** A broker must not remember as a denial what nobody decided. */
    @Test
    void whatIsNotKnownIsAFailureAndNobodysFault() {
        connected(null);
        objection = Reason.UNAVAILABLE;

        assertThat(permissions.decide("dev-1", NAMELESS, publish("a")).failed()).isTrue();
        assertThat(permissions.present("dev-1", NAMELESS).failed()).isTrue();
        assertThat(fallen).isEmpty();
    }
}
