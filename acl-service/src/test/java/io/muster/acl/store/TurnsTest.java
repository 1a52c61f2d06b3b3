// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<CompletableFuture<Void>> begun = new ArrayList<>();
    private final Turns turns = new Turns(this::begin);

    private Uni<Void> begin() {
        var work = new CompletableFuture<Void>();
        begun.add(work);
        return Uni.createFrom().completionStage(work);
    }

    private static CompletableFuture<Void> watched(Uni<Void> turn) {
        return turn.subscribeAsCompletionStage();
    }

    @Test
    void whoAsksDuringATurnSharesTheNextOne() {
        var first = watched(turns.next());
        var second = watched(turns.next());
        var third = watched(turns.next());
        assertThat(begun).hasSize(1);

        begun.get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(begun).hasSize(2);

        begun.get(1).complete(null);
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(begun).hasSize(2);
    }

    @Test
    void aTurnThatFailsEndsLikeAnyOther() {
        var first = watched(turns.next());
        var second = watched(turns.next());

        begun.get(0).completeExceptionally(new IllegalStateException("away"));

        assertThat(first).isCompleted();
        begun.get(1).complete(null);
        assertThat(second).isCompleted();
    }

    @Test
    void oneWhoGivesUpTakesTheTurnFromNobody() {
        var first = turns.next().subscribe().with(_ -> {});
        var other = watched(turns.next());

        first.cancel();
        begun.get(0).complete(null);
        begun.get(1).complete(null);

        assertThat(other).isCompleted();
    }
}
