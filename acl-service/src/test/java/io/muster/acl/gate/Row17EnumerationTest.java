// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.acl.bounded.Workers;
import io.muster.acl.credential.Credential;
import io.muster.acl.credential.CredentialBook;
import io.muster.acl.credential.PasswordHash;
import io.muster.acl.credential.Term;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Reason;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 17 of the pitfalls: nobody learns which user names exist. And who has the password is in. */
class Row17EnumerationTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final DeviceId DEVICE = new DeviceId("dev-1");
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final String SLOW =
            "$pbkdf2-sha256$i=20000$MDEyMzQ1Njc4OWFiY2RlZg$B3wSUJ5W6ui2SZcJK4iHhw7b0KOV4rJ+bqiu44A3R+8";
    private static final String FAST =
            "$hmac-sha256$MDEyMzQ1Njc4OWFiY2RlZg$w6ASFdZcUPE4qBu+lqgdqwFraZ4p4XlGfXW1JoDhR/o";
    private static final Login WRONG = new Failed(Reason.PASSWORD_INVALID);
    private static final Vertx VERTX = Vertx.vertx();

    private final AtomicReference<CredentialBook> book = new AtomicReference<>();
    private final FleetModel model =
            new FleetModel(Optional::empty, Duration.ofMinutes(5), Duration.ofSeconds(1));
    private final PasswordGrounds grounds = new PasswordGrounds(model, book::get);
    private final PasswordLogin logins =
            new PasswordLogin(
                    grounds,
                    new PasswordChecks(
                            new Workers(VERTX, 4),
                            new Workers(VERTX, 4),
                            () -> NOW,
                            100,
                            Duration.ofMinutes(5),
                            new SimpleMeterRegistry().timer("checks")),
                    () -> NOW);
    private int attempts;

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void book() {
        holds(credential(true, null, SLOW));
    }

    private void holds(Credential... credentials) {
        var next = new CredentialBook();
        for (var each : credentials) {
            next.put(each);
        }
        book.set(next);
    }

    private static Credential credential(boolean enabled, @Nullable Instant notAfter, String hash) {
        return new Credential(
                ACME,
                DEVICE,
                "user-1",
                new Term(enabled, null, notAfter),
                PasswordHash.parse(hash).orElseThrow());
    }

    private Login login(@Nullable TenantId home, @Nullable String username, String password) {
        return logins.login(home, username, password).await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void whoHasThePasswordIsTheDeviceInANameSpaceOfItsOwn() {
        for (int i = 0; i < 2; i++) {
            assertThat(login(ACME, "user-1", "correct horse"))
                    .isInstanceOfSatisfying(
                            Proven.class,
                            proven -> {
                                var subject = proven.principal().subject();
                                assertThat(subject.id()).isEqualTo("password:acme/dev-1");
                                assertThat(subject.type()).isEqualTo("password");
                                assertThat(subject.certificate()).isNull();
                                assertThat(subject.claims().path("sub").textValue())
                                        .isEqualTo("dev-1");
                            });
        }
    }

    @Test
    void whatIsWrongIsWrongInTheSameWay() {
        assertThat(login(ACME, "user-1", "wrong")).isEqualTo(WRONG);
        assertThat(login(ACME, "user-1", "")).isEqualTo(WRONG);
        assertThat(login(ACME, "nobody", "correct horse")).isEqualTo(WRONG);
        assertThat(login(ACME, null, "correct horse")).isEqualTo(WRONG);
        assertThat(login(new TenantId("other"), "user-1", "correct horse")).isEqualTo(WRONG);
    }

    @Test
    void whereAllTenantsAreServedTheNameSaysWhich() {
        assertThat(login(null, "user-1@acme", "correct horse")).isInstanceOf(Proven.class);
        assertThat(login(null, "user-1@other", "correct horse")).isEqualTo(WRONG);
        assertThat(login(null, "user-1", "correct horse")).isEqualTo(WRONG);
        assertThat(login(ACME, "user-1@acme", "correct horse")).isEqualTo(WRONG);
    }

    /** Without the check that leads nowhere an absent user would be refused in microseconds. */
    @Test
    void anAbsentUserTakesAsLong() {
        nanos("user-1");
        nanos("nobody");
        long present = 0;
        long absent = 0;
        for (int i = 0; i < 20; i++) {
            present += nanos("user-1");
            absent += nanos("nobody");
        }

        assertThat((double) absent / present).isBetween(0.4, 2.5);
    }

    private long nanos(String username) {
        var began = System.nanoTime();
        login(ACME, username, "wrong " + ++attempts);
        return System.nanoTime() - began;
    }

    @Test
    void aCredentialThatIsOffOverOrGoneLetsNobodyInAndEndsSessions() {
        var login = (Proven) login(ACME, "user-1", "correct horse");
        var device = (Device) login.principal();
        var proof = (Password) device.proof();
        assertThat(grounds.objection(device, proof, NOW)).isEmpty();

        for (var changed :
                new Credential[] {
                    credential(false, null, SLOW),
                    credential(true, NOW, SLOW),
                    credential(true, null, FAST),
                }) {
            holds(changed);
            assertThat(grounds.fell(device, proof, NOW)).isTrue();
            assertThat(grounds.objection(device, proof, NOW)).contains(Reason.REVOKED);
        }
        holds(credential(false, null, SLOW));
        assertThat(login(ACME, "user-1", "correct horse")).isEqualTo(new Failed(Reason.REVOKED));
        holds();
        assertThat(login(ACME, "user-1", "correct horse")).isEqualTo(WRONG);
        assertThat(grounds.objection(device, proof, NOW)).isPresent();
    }

    @Test
    void nobodyIsOfferedWhatNobodyHas() {
        assertThat(logins.offered()).isTrue();
        holds();
        assertThat(logins.offered()).isFalse();
    }
}
