// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.Allowance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords that people chose, on one thread: that is meant to be slow, and must slow down
 * nothing else. Few may wait, and each tenant has its allowance.
 */
@ApplicationScoped
class HashPool {

    private static final Duration BUSY = Duration.ofSeconds(5);

    private final ThreadPoolExecutor thread;
    private final Allowance allowance;
    private final int iterations;

    HashPool(CredentialConfig config, Clock clock) {
        iterations = config.iterations();
        allowance = new Allowance(config.passwordsPerMinute(), Duration.ofMinutes(1), clock);
        thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(config.waiting()),
                        Thread.ofPlatform().name("password-hash").daemon().factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /** The hash; a 429 problem when the tenant, or all together, want too many. */
    Uni<String> hash(TenantId tenant, String password) {
        if (allowance.exhausted(tenant.value())) {
            throw Problems.tooManyRequests(
                    "The tenant has set many passwords in this minute.", allowance.window());
        }
        allowance.spend(tenant.value());
        return Uni.createFrom()
                .item(() -> SecretHash.slow(password, iterations))
                .runSubscriptionOn(thread)
                .onFailure(RejectedExecutionException.class)
                .transform(
                        _ -> Problems.tooManyRequests("Many passwords wait to be hashed.", BUSY));
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
