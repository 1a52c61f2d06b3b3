// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import io.muster.bench.measure.Latencies;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * The floor: one thread for each processor that does nothing but take the next token, verify its
 * signature with jose4j and read its claims. It knows each token's key beforehand, asks nothing of
 * the claims and remembers nothing.
 */
final class BareLoop implements Pass {

    private final TokenStock stock;

    BareLoop(TokenStock stock) {
        this.stock = stock;
    }

    @Override
    public Latencies run() throws InterruptedException {
        var next = new AtomicInteger();
        var all = new Latencies();
        try (var threads = Executors.newFixedThreadPool(PROCESSORS)) {
            Callable<Latencies> loop = () -> loop(next);
            for (var done :
                    threads.invokeAll(Stream.generate(() -> loop).limit(PROCESSORS).toList())) {
                all.addAll(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private Latencies loop(AtomicInteger next) throws JoseException, InvalidJwtException {
        var latencies = new Latencies();
        var signers = stock.signers();
        for (int i = next.getAndIncrement();
                i < stock.tokens().size();
                i = next.getAndIncrement()) {
            long begun = System.nanoTime();
            verify(stock.tokens().get(i), signers.get(i % signers.size()));
            latencies.add(System.nanoTime() - begun);
        }
        return latencies;
    }

    private static void verify(String token, Signer signer)
            throws JoseException, InvalidJwtException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, signer.algorithm()));
        signature.setCompactSerialization(token);
        signature.setKey(signer.key().getPublicKey());
        if (!signature.verifySignature()
                || !JwtClaims.parse(signature.getPayload()).hasClaim("sub")) {
            throw new IllegalStateException("a token of ours was not accepted by jose4j");
        }
    }
}
