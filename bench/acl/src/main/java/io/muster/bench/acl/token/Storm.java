// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import io.muster.acl.bounded.Workers;
import io.muster.acl.token.ClaimPath;
import io.muster.acl.token.HolderRules;
import io.muster.acl.token.Issuer;
import io.muster.acl.token.IssuerKeys;
import io.muster.acl.token.KeySet;
import io.muster.acl.token.TenantSource;
import io.muster.acl.token.TokenIssuers;
import io.muster.acl.token.TokenRules;
import io.muster.acl.token.TokenVerdict;
import io.muster.acl.token.TokenVerdict.Verified;
import io.muster.acl.token.Tokens;
import io.muster.acl.token.UsernameSource;
import io.muster.bench.measure.Latencies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * All of acl-service's way from the text of a token to a verdict, as an event loop of the service
 * goes it: the digest, the memory of verdicts, the issuer, its keys, the workers, the rules. Each
 * pass begins with an empty memory.
 */
final class Storm implements Pass {

    private static final int WORKERS = 256;
    private static final Clock CLOCK = Clock.systemUTC();

    /** Connects that wait for their tokens at the same time. */
    private static final int AT_ONCE = 64;

    private final Vertx vertx;
    private final TokenStock stock;

    Storm(Vertx vertx, TokenStock stock) {
        this.vertx = vertx;
        this.stock = stock;
    }

    @Override
    public Latencies run() throws InterruptedException {
        var wave = new Wave(tokens(), vertx.getOrCreateContext());
        wave.begin();
        wave.done.await();
        if (wave.refused > 0) {
            throw new IllegalStateException(wave.refused + " tokens of ours were refused");
        }
        return wave.latencies;
    }

    private Tokens tokens() {
        var keys =
                new IssuerKeys(
                        "bench",
                        vertx,
                        () -> Uni.createFrom().item(answer()),
                        Duration.ofHours(1),
                        CLOCK);
        return new Tokens(
                new TokenIssuers(new Issuer("bench", rules(), keys), List.of()),
                new Workers(vertx, WORKERS),
                CLOCK);
    }

    private IssuerKeys.Answer answer() {
        var keys =
                stock.signers().stream()
                        .map(Signer::key)
                        .map(key ->
                                new KeySet.Key(
                                        key.getKeyId(), key.getAlgorithm(), key.getPublicKey()))
                        .toList();
        return new IssuerKeys.Answer(new KeySet(keys), Duration.ofHours(1));
    }

    private static TokenRules rules() {
        var holders =
                new HolderRules(
                        new TenantSource.Named(ClaimPath.of("tenant"), false),
                        new UsernameSource.Claim(ClaimPath.of("client_id")),
                        ClaimPath.of("roles"),
                        Set.of());
        return new TokenRules(
                Signer.ISSUER,
                Signer.AUDIENCE,
                Set.of("ES256", "RS256"),
                Set.of(),
                Duration.ofSeconds(30),
                Duration.ofHours(24),
                holders);
    }

    /** One pass; but for the verification, all of it on one event loop. */
    private final class Wave {

        private final Tokens verifier;
        private final Context loop;
        private final Latencies latencies = new Latencies();
        private final CountDownLatch done = new CountDownLatch(1);
        private int next;
        private int refused;

        Wave(Tokens verifier, Context loop) {
            this.verifier = verifier;
            this.loop = loop;
        }

        void begin() {
            loop.runOnContext(_ -> {
                for (int i = 0; i < AT_ONCE; i++) {
                    verifyNext();
                }
            });
        }

        private void verifyNext() {
            if (next < stock.tokens().size()) {
                var token = stock.tokens().get(next++);
                long begun = System.nanoTime();
                verifier.verify(token).subscribe().with(verdict -> verified(verdict, begun));
            }
        }

        private void verified(TokenVerdict verdict, long begun) {
            latencies.add(System.nanoTime() - begun);
            refused += verdict instanceof Verified ? 0 : 1;
            if (latencies.total() == stock.tokens().size()) {
                done.countDown();
            } else {
                verifyNext();
            }
        }
    }
}
