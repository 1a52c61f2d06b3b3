// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.book.Edition;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.policy.PolicySet;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PolicyFollowerTest {

    private static final TenantId ACME = new TenantId("acme");

    private final PolicySet first = PolicySet.of(List.of());
    private final PolicySet second = PolicySet.of(List.of());
    private final PolicyBook book = new PolicyBook(PolicySet.of(List.of()));
    private final Tables tables = new Tables();
    private final PolicyFollower follower = new PolicyFollower(tables, book, Clock.systemUTC());

    /** Answers what it was told to, in turn; null is a database that is away. */
    private static final class Tables extends StoredEditions {

        private final Queue<Uni<News>> answers = new ArrayDeque<>();
        private final List<Map<TenantId, Long>> asked = new ArrayList<>();

        Tables() {
            super(null, null, null, null, null);
        }

        void hold(long epoch, Edition edition) {
            answers.add(
                    Uni.createFrom().item(new News(Map.of(ACME, epoch), Map.of(ACME, edition))));
        }

        void goAway() {
            answers.add(Uni.createFrom().failure(new IllegalStateException("away")));
        }

        @Override
        Uni<News> since(Map<TenantId, Long> known) {
            asked.add(known);
            return answers.remove();
        }
    }

    private void refresh() {
        follower.refresh().await().indefinitely();
    }

    @Test
    void whileTheDatabaseIsAwayWhatIsKnownStaysInForce() {
        tables.hold(1, new Edition.Sound(first));
        tables.goAway();
        tables.goAway();
        tables.hold(2, new Edition.Sound(second));

        refresh();
        assertThat(book.of(ACME)).isSameAs(first);
        refresh();
        refresh();
        assertThat(book.of(ACME)).isSameAs(first);
        assertThat(book.loaded()).isTrue();
        refresh();
        assertThat(book.of(ACME)).isSameAs(second);
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartLeavesEverybodyDenied() {
        tables.goAway();
        tables.hold(1, new Edition.Sound(first));

        refresh();
        assertThat(book.loaded()).isFalse();
        assertThat(follower.age()).isNaN();
        refresh();
        assertThat(book.of(ACME)).isSameAs(first);
        assertThat(follower.age()).isNotNaN();
    }

    @Test
    void onlyWhatIsNotKnownYetIsAskedFor() {
        tables.hold(7, new Edition.Sound(first));
        tables.goAway();
        tables.hold(8, new Edition.Sound(first));

        refresh();
        refresh();
        refresh();

        assertThat(tables.asked).containsExactly(Map.of(), Map.of(ACME, 7L), Map.of(ACME, 7L));
    }
}
