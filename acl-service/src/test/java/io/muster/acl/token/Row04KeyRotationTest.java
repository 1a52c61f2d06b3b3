// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.acl.TestIssuer;
import io.muster.acl.TestIssuer.Mood;
import io.muster.acl.bounded.Workers;
import io.muster.acl.decision.Reason;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import io.muster.platform.call.HttpCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 4 of the pitfalls: keys that change, issuers that are away, slow or ill, and floods of ids.
 */
class Row04KeyRotationTest {

    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.ofEpochSecond(1_790_000_000));
    private final Vertx vertx = Vertx.vertx();
    private final TestIssuer issuer = new TestIssuer();
    private KeySource source;
    private IssuerKeys keys;
    private Tokens tokens;

    @BeforeEach
    void tokens() {
        var calls = new HttpCalls(vertx, Optional.empty(), DEADLINE, 256 * 1024);
        source = new KeySource(calls, URI.create(issuer.url()), issuer.url());
        InstantSource clock = now::get;
        keys = new IssuerKeys("test", vertx, source::ask, Duration.ofMinutes(5), clock);
        var rules = TokenMaker.rules(issuer.url(), Set.of(), TokenMaker.HOLDERS);
        var issuers = new TokenIssuers(new Issuer("test", rules, keys), List.of());
        tokens = new Tokens(issuers, new Workers(vertx, 64), clock);
    }

    @AfterEach
    void end() {
        keys.stop();
        issuer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private TokenVerdict verify(String token) {
        return tokens.verify(token).await().atMost(PATIENCE);
    }

    private void pass(Duration time) {
        now.updateAndGet(moment -> moment.plus(time));
    }

    private String token() {
        return issuer.token(now.get(), _ -> {});
    }

    @Test
    void aRotatedKeyIsFetchedWhenItIsFirstSeen() {
        assertThat(verify(token())).isInstanceOf(Verified.class);

        issuer.rotate();
        pass(Duration.ofSeconds(11));

        assertThat(verify(token())).isInstanceOf(Verified.class);
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void theIssuersOwnWordSaysHowLongItsKeysKeep() {
        for (var word : List.of("public, max-age=3600", "max-age=3600,must-revalidate")) {
            issuer.says(word);
            assertThat(fresh()).isEqualTo(Duration.ofHours(1));
        }
        for (var word : List.of("no-store", "s-max-age=60", "max-age=-1", "max-age=99999999999")) {
            issuer.says(word);
            assertThat(fresh()).isEqualTo(Duration.ZERO);
        }
    }

    private Duration fresh() {
        return source.ask().await().atMost(PATIENCE).fresh();
    }

    @Test
    void aTokenOfAKeyTakenBackIsRefusedThoughItWasAcceptedBefore() {
        var old = token();
        assertThat(verify(old)).isInstanceOf(Verified.class);

        issuer.rotate();
        pass(Duration.ofSeconds(11));
        verify(token());

        assertThat(verify(old)).isNotInstanceOf(Verified.class);
    }

    @Test
    void aFloodOfMadeUpKeysAsksOncePerPause() {
        assertThat(verify(token())).isInstanceOf(Verified.class);
        pass(Duration.ofSeconds(11));

        for (int i = 0; i < 50; i++) {
            assertThat(verify(issuer.tokenOfKey(now.get(), "made-up-" + i)))
                    .isEqualTo(new KeyUnknown());
        }

        assertThat(issuer.asked()).isEqualTo(2);
        assertThat(verify(token())).as("the known key serves on").isInstanceOf(Verified.class);
    }

    @Test
    void manyAtOnceAreOneFetchAndOneVerification() {
        var token = token();

        var verdicts =
                Uni.join()
                        .all(IntStream.range(0, 200).mapToObj(_ -> tokens.verify(token)).toList())
                        .andFailFast()
                        .await()
                        .atMost(PATIENCE);

        assertThat(verdicts).allSatisfy(v -> assertThat(v).isInstanceOf(Verified.class));
        assertThat(issuer.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void withoutKeysNobodyIsAccepted(Mood mood) {
        issuer.is(mood);
        var began = System.nanoTime();

        assertThat(verify(token())).isEqualTo(new Refused(Reason.UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void whenTheIssuerFallsIllTheLastGoodKeysServeForADay(Mood mood) {
        assertThat(verify(token())).isInstanceOf(Verified.class);
        issuer.is(mood);
        pass(Duration.ofHours(23));

        assertThat(verify(issuer.tokenOfKey(now.get(), "next"))).isEqualTo(new KeyUnknown());
        assertThat(verify(token())).isInstanceOf(Verified.class);

        pass(Duration.ofHours(2));
        assertThat(verify(token())).isEqualTo(new Refused(Reason.UNAVAILABLE));
    }

    @Test
    void whenItIsWellAgainSoAreWe() {
        issuer.is(Mood.GARBAGE);
        assertThat(verify(token())).isEqualTo(new Refused(Reason.UNAVAILABLE));

        issuer.is(Mood.WELL);
        pass(Duration.ofSeconds(2));

        assertThat(verify(token())).isInstanceOf(Verified.class);
    }

    /** The service's own timer must not wait for anybody's token. */
    @Test
    void inTheBackgroundItIsAskedAgainUntilItAnswers() {
        issuer.is(Mood.GONE);
        keys.start();
        await().atMost(PATIENCE).until(() -> issuer.asked() >= 2);

        issuer.is(Mood.WELL);

        await().atMost(PATIENCE).until(keys::known);
    }

    @Test
    void theBadIsRememberedForSecondsOnly() {
        var early = issuer.token(now.get(), c -> c.setNotBefore(moment(32)));
        assertThat(verify(early)).isEqualTo(TokenMaker.INVALID);

        pass(Duration.ofSeconds(2));
        assertThat(verify(early)).isEqualTo(TokenMaker.INVALID);

        pass(Duration.ofSeconds(2));
        assertThat(verify(early)).isInstanceOf(Verified.class);
    }

    private NumericDate moment(long later) {
        return NumericDate.fromSeconds(now.get().getEpochSecond() + later);
    }

    /** More work than is allowed at once is refused at once, and nothing is lost by it. */
    @Test
    void anOverloadIsARefusal() throws Exception {
        assertThat(verify(token())).isInstanceOf(Verified.class);
        var workers = new Workers(vertx, 1);
        var release = new CountDownLatch(1);
        workers.run(() -> waits(release), false).subscribe().with(_ -> {});
        var rules = TokenMaker.rules(issuer.url(), Set.of(), TokenMaker.HOLDERS);
        var issuers = new TokenIssuers(new Issuer("test", rules, keys), List.of());
        var busy = new Tokens(issuers, workers, now::get);
        var token = token();

        assertThat(busy.verify(token).await().atMost(PATIENCE))
                .isEqualTo(new Refused(Reason.OVERLOADED));
        release.countDown();
        await().atMost(PATIENCE)
                .until(() -> busy.verify(token).await().atMost(PATIENCE) instanceof Verified);
    }

    private static boolean waits(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
