// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Reason;
import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.acl.revocation.Revocations;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationFollowerTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    private final Revocations view = Revocations.unknown(10);
    private final Tables tables = new Tables();
    private final RevocationFollower follower =
            new RevocationFollower(tables, view, Clock.fixed(NOW, ZoneOffset.UTC));

    /** Answers what it was told to, in turn. */
    private static final class Tables extends StoredRevocations {

        private final Queue<Uni<News>> answers = new ArrayDeque<>();
        private final List<Map<TenantId, Long>> asked = new ArrayList<>();

        Tables() {
            super(null, null, null, null);
        }

        void hold(long revision, boolean whole, StoredRevocation... rows) {
            var changes = List.of(new Changes(ACME, whole, List.of(rows)));
            answers.add(Uni.createFrom().item(new News(Map.of(ACME, revision), changes)));
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

    private static StoredRevocation row(String clientId, boolean live) {
        var since = NOW.minusSeconds(60);
        return new StoredRevocation(
                new Revocation(
                        ACME, RevocationKind.CLIENT_ID, clientId, since, null, null, "alice"),
                live);
    }

    private static StoredRevocation over(String clientId) {
        var since = NOW.minusSeconds(60);
        return new StoredRevocation(
                new Revocation(ACME, RevocationKind.CLIENT_ID, clientId, since, NOW, null, "alice"),
                true);
    }

    private void refresh() {
        follower.refresh().await().indefinitely();
    }

    private boolean revoked(String clientId) {
        return view.objection(ACME, clientId, NOW).filter(Reason.REVOKED::equals).isPresent();
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartLeavesNobodyStanding() {
        tables.goAway();
        tables.hold(1, false, row("a", true));

        refresh();
        assertThat(view.objection(ACME, "b", NOW)).contains(Reason.UNAVAILABLE);
        assertThat(follower.age()).isNaN();
        refresh();
        assertThat(view.objection(ACME, "b", NOW)).isEmpty();
        assertThat(revoked("a")).isTrue();
        assertThat(follower.age()).isZero();
    }

    @Test
    void changesAreTakenInTheirOrderAndWhatIsKnownOutlivesAnAbsence() {
        tables.hold(3, false, row("a", true), row("b", true), row("b", false), over("c"));
        tables.goAway();
        tables.hold(4, false, row("a", false));

        refresh();
        refresh();
        assertThat(revoked("a")).isTrue();
        assertThat(revoked("b")).isFalse();
        assertThat(view.size()).as("one that is over is not kept").isOne();
        refresh();
        assertThat(revoked("a")).isFalse();
        assertThat(tables.asked).containsExactly(Map.of(), Map.of(ACME, 3L), Map.of(ACME, 3L));
    }

    @Test
    void whatIsNotInTheWholeIsNoMore() {
        tables.hold(3, false, row("a", true), row("b", true));
        tables.hold(9, true, row("b", true), row("c", true), row("d", false));

        refresh();
        refresh();

        assertThat(revoked("a")).isFalse();
        assertThat(revoked("b")).isTrue();
        assertThat(revoked("c")).isTrue();
        assertThat(revoked("d")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"9, false", "6, false", "5, false", "4, true", "0, true", "10, true"})
    void whoIsBehindTheHorizonOrAheadOfTheHeadReadsEverythingAnew(long known, boolean anew) {
        assertThat(new RevocationHeads.Head(9, 5).outOfReach(known)).isEqualTo(anew);
    }
}
