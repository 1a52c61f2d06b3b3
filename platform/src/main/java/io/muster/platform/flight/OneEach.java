// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Work that takes long, of which each tenant has one at a time; a second one is a 429 problem. */
public final class OneEach {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    private final String work;

    /**
     * None is under way.
     *
     * @param work what it is, for the problem
     */
    public OneEach(String work) {
        this.work = work;
    }

    /** Does the work, unless some of the tenant is under way on this replica. */
    public <T> Uni<T> run(TenantId tenant, Supplier<Uni<T>> of) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (!busy.add(tenant)) {
                        throw Problems.tooManyRequests(
                                work + " of the tenant is under way.", PAUSE);
                    }
                    return Uni.createFrom()
                            .deferred(of::get)
                            .onTermination()
                            .invoke(() -> busy.remove(tenant));
                });
    }
}
