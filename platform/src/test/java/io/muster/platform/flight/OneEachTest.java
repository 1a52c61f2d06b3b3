// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OneEachTest {

    private static final TenantId FIRST = new TenantId("first");
    private static final TenantId SECOND = new TenantId("second");

    private final OneEach each = new OneEach("Counting");
    private final List<UniEmitter<? super String>> under = new ArrayList<>();

    @Test
    void aTenantHasOneUnderWayAndOthersHaveTheirs() {
        begin(FIRST);
        begin(SECOND);

        assertThat(under).hasSize(2);
        assertThatThrownBy(() -> run(FIRST).await().atMost(Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(429);
                            assertThat(problem.getHeaders()).containsKey("Retry-After");
                        });
        assertThat(under).hasSize(2);
    }

    @Test
    void oneThatIsOverGoodOrBadOrGivenUpMakesRoomForTheNext() {
        begin(FIRST);
        under.getLast().complete("done");
        var second = begin(FIRST);
        under.getLast().fail(new IllegalStateException("lost"));
        assertThat(second).isCompletedExceptionally();
        begin(FIRST).cancel(true);

        begin(FIRST);

        assertThat(under).hasSize(4);
    }

    private CompletableFuture<String> begin(TenantId tenant) {
        return run(tenant).subscribeAsCompletionStage();
    }

    private Uni<String> run(TenantId tenant) {
        return each.run(tenant, () -> Uni.createFrom().emitter(under::add));
    }
}
