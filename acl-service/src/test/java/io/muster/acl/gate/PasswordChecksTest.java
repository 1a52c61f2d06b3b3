// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.acl.bounded.Workers;
import io.muster.acl.credential.Credential;
import io.muster.acl.credential.PasswordHash;
import io.muster.acl.credential.Term;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What checks of passwords cost, and what they are spared. */
class PasswordChecksTest {

    private static final int COSTLIEST = 20_000;
    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final String RIGHT = "correct horse";
    private static final String SLOW =
            "$pbkdf2-sha256$i=20000$MDEyMzQ1Njc4OWFiY2RlZg$B3wSUJ5W6ui2SZcJK4iHhw7b0KOV4rJ+bqiu44A3R+8";
    private static final String FAST =
            "$hmac-sha256$MDEyMzQ1Njc4OWFiY2RlZg$w6ASFdZcUPE4qBu+lqgdqwFraZ4p4XlGfXW1JoDhR/o";
    private static final String OTHER =
            "$pbkdf2-sha256$i=20000$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Vertx vertx = Vertx.vertx();
    private final Timer timer = new SimpleMeterRegistry().timer("checks");
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.ofEpochSecond(1_790_000_000));
    private final Workers slow = new Workers(vertx.createSharedWorkerExecutor("slow", 1), 2);
    private final PasswordChecks checks =
            new PasswordChecks(new Workers(vertx, 8), slow, now::get, 2, MEMORY, timer);

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Optional<Credential> credential(String hash) {
        return Optional.of(
                new Credential(
                        new TenantId("acme"),
                        new DeviceId("dev-1"),
                        "user-1",
                        new Term(true, null, null),
                        PasswordHash.parse(hash).orElseThrow()));
    }

    private Uni<Optional<Boolean>> asked(String hash, String password) {
        return checks.fits("user-1", credential(hash), COSTLIEST, password);
    }

    private boolean fits(String hash, String password) {
        return verdict(asked(hash, password)).orElseThrow();
    }

    private static Optional<Boolean> verdict(Uni<Optional<Boolean>> asked) {
        return asked.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void whoComesAgainDoesNotPayAgain() {
        for (int i = 0; i < 5; i++) {
            assertThat(fits(SLOW, RIGHT)).isTrue();
            assertThat(fits(SLOW, "wrong")).isFalse();
        }

        assertThat(timer.count()).isEqualTo(2);
    }

    @Test
    void whatWasChangedIsCheckedAnewAndRefused() {
        assertThat(fits(SLOW, RIGHT)).isTrue();

        assertThat(fits(OTHER, RIGHT)).isFalse();
        assertThat(verdict(checks.fits("user-1", Optional.empty(), COSTLIEST, RIGHT)))
                .contains(false);
        assertThat(verdict(checks.fits("user-2", credential(OTHER), COSTLIEST, RIGHT)))
                .contains(false);
    }

    @Test
    void aPasswordIsForgottenWhenItWasNotShownForAWhile() {
        fits(SLOW, RIGHT);
        now.updateAndGet(then -> then.plus(MEMORY).minusSeconds(1));
        fits(SLOW, RIGHT);
        now.updateAndGet(then -> then.plus(MEMORY).minusSeconds(1));
        fits(SLOW, RIGHT);
        assertThat(timer.count()).isEqualTo(1);

        now.updateAndGet(then -> then.plus(MEMORY));

        assertThat(fits(SLOW, RIGHT)).isTrue();
        assertThat(timer.count()).isEqualTo(2);
    }

    @Test
    void noMoreAreRememberedThanFit() {
        for (var name : new String[] {"a", "b", "c", "a"}) {
            var asked = checks.fits(name, credential(SLOW), COSTLIEST, RIGHT);
            assertThat(verdict(asked)).contains(true);
        }

        assertThat(timer.count()).isEqualTo(4);
    }

    /** Or the second of two strangers would be told sooner, and know that there is no such user. */
    @Test
    void anAbsentNameTeachesNothingAboutAnother() {
        for (var name : new String[] {"a", "b", "b", "a"}) {
            var asked = checks.fits(name, Optional.empty(), COSTLIEST, "guess");
            assertThat(verdict(asked)).contains(false);
        }

        assertThat(timer.count()).isEqualTo(2);
    }

    /** The broker gave up; the device comes back a second later. */
    @Test
    void aCheckThatNobodyWaitsForIsFinishedAndRemembered() {
        var release = occupied();
        var asked = asked(SLOW, RIGHT).subscribeAsCompletionStage();
        asked.cancel(true);

        release.countDown();

        await().until(() -> timer.count() == 1);
        assertThat(fits(SLOW, RIGHT)).isTrue();
        assertThat(timer.count()).isEqualTo(1);
    }

    @Test
    void whoAsksMeanwhileSharesTheCheck() {
        var release = occupied();
        var waiting = new ArrayList<CompletableFuture<Optional<Boolean>>>();
        for (int i = 0; i < 20; i++) {
            waiting.add(asked(SLOW, RIGHT).subscribeAsCompletionStage());
        }
        waiting.getFirst().cancel(true);

        release.countDown();

        for (var each : waiting.subList(1, waiting.size())) {
            assertThat(each.join()).contains(true);
        }
        assertThat(timer.count()).isEqualTo(1);
    }

    @Test
    void whenTooManyWaitFurtherOnesAreRefusedAndOtherChecksAreNotDelayed() {
        var release = occupied();
        var waiting = asked(SLOW, RIGHT).subscribeAsCompletionStage();

        assertThat(verdict(asked(SLOW, "one too many"))).isEmpty();
        assertThat(fits(FAST, RIGHT)).isTrue();
        assertThat(waiting).isNotDone();

        release.countDown();
        assertThat(waiting.join()).contains(true);
        assertThat(fits(SLOW, "one too many")).isFalse();
    }

    /** The one thread is busy until somebody counts down. */
    private CountDownLatch occupied() {
        var release = new CountDownLatch(1);
        var _ = slow.run(() -> awaited(release), false).subscribeAsCompletionStage();
        return release;
    }

    private static boolean awaited(CountDownLatch release) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
