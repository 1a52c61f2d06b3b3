// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.delivery;

import static io.muster.shadow.delivery.Delivery.State.APPLIED;
import static io.muster.shadow.delivery.Delivery.State.DELIVERED;
import static io.muster.shadow.delivery.Delivery.State.EXPIRED;
import static io.muster.shadow.delivery.Delivery.State.FAILED;
import static io.muster.shadow.delivery.Delivery.State.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.delivery.Delivery.State;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    @Test
    void aWishIsSentAndMet() {
        var pending = Delivery.NEW.desired(1, false);
        var delivered = pending.delivered(1, 1);
        var applied = delivered.reported(1, true);

        assertThat(Stream.of(pending, delivered, applied).map(Delivery::state))
                .containsExactly(PENDING, DELIVERED, APPLIED);
        assertThat(applied).isEqualTo(new Delivery(APPLIED, 1, 1, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aNewWishBeginsAgainWhateverWasBefore(State before) {
        assertThat(in(before).desired(6, false)).isEqualTo(new Delivery(PENDING, 3, 2, none()));
        assertThat(in(before).desired(6, true)).isEqualTo(new Delivery(APPLIED, 3, 6, none()));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyWhatIsPendingBecomesDelivered(State before) {
        var after = in(before).delivered(5, 5);

        assertThat(after.state()).isEqualTo(before == PENDING ? DELIVERED : before);
        assertThat(after.deliveredVersion()).isEqualTo(5);
    }

    @Test
    void anOldDeltaIsHistory() {
        assertThat(in(PENDING).delivered(4, 5))
                .isEqualTo(new Delivery(PENDING, 4, 2, in(PENDING).failure()));
        assertThat(in(PENDING).delivered(2, 5)).isEqualTo(in(PENDING));
        assertThat(in(PENDING).delivered(6, 5)).as("from the future").isEqualTo(in(PENDING));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aReportThatMeetsAllIsTheEndOfIt(State before) {
        var after = in(before).reported(5, true);

        assertThat(after.state()).isEqualTo(before == EXPIRED ? EXPIRED : APPLIED);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aReportThatDiffersOpensWhatWasClosed(State before) {
        var after = in(before).reported(5, false);

        assertThat(after.state())
                .isEqualTo(
                        switch (before) {
                            case APPLIED, EXPIRED, PENDING -> PENDING;
                            case DELIVERED -> DELIVERED;
                            case FAILED -> FAILED;
                        });
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void theDeviceHasTheLastWord(State before) {
        assertThat(in(before).acknowledged(ack(5, Ack.Status.APPLIED), 5))
                .isEqualTo(new Delivery(APPLIED, 5, 5, none()));
        assertThat(in(before).acknowledged(ack(5, Ack.Status.FAILED), 5))
                .isEqualTo(new Delivery(FAILED, 5, 2, Optional.of("why")));
        assertThat(in(before).acknowledged(ack(5, Ack.Status.REJECTED), 5).state())
                .isEqualTo(FAILED);
    }

    @Test
    void anOldAckMovesOnlyTheVersions() {
        assertThat(in(PENDING).acknowledged(ack(4, Ack.Status.APPLIED), 5))
                .isEqualTo(new Delivery(PENDING, 4, 4, in(PENDING).failure()));
        assertThat(in(PENDING).acknowledged(ack(4, Ack.Status.FAILED), 5))
                .isEqualTo(new Delivery(PENDING, 4, 2, in(PENDING).failure()));
        assertThat(in(PENDING).acknowledged(ack(6, Ack.Status.APPLIED), 5))
                .as("from the future")
                .isEqualTo(in(PENDING));
    }

    @Test
    void whatEndsUnmetHasExpired() {
        assertThat(in(DELIVERED).expired(6, false, true).state()).isEqualTo(EXPIRED);
        assertThat(in(APPLIED).expired(6, true, true).state()).isEqualTo(APPLIED);
        assertThat(in(DELIVERED).expired(6, false, false).state()).isEqualTo(PENDING);
    }

    /**
     * Whatever comes in whatever order: versions only rise, and a reason stands only with failure.
     */
    @Property
    void versionsNeverFall(@ForAll("steps") int[] steps) {
        var delivery = Delivery.NEW;
        long current = 0;
        for (int step : steps) {
            current += step % 8 == 0 ? 1 : 0;
            var next = step(delivery, step, current);
            assertThat(next.deliveredVersion()).isBetween(delivery.deliveredVersion(), current);
            assertThat(next.appliedVersion()).isBetween(delivery.appliedVersion(), current);
            assertThat(next.failure().isPresent()).isEqualTo(next.state() == FAILED);
            delivery = next;
        }
    }

    private static Delivery step(Delivery delivery, int step, long current) {
        long version = Math.max(0, current - step / 8 + 1);
        return switch (step % 8) {
            case 0 -> delivery.desired(current, step > 16);
            case 1, 2 -> delivery.delivered(version, current);
            case 3 -> delivery.reported(current, step > 16);
            case 4 -> delivery.acknowledged(ack(version, Ack.Status.APPLIED), current);
            case 5 -> delivery.acknowledged(ack(version, Ack.Status.FAILED), current);
            case 6 -> delivery.acknowledged(ack(version, Ack.Status.REJECTED), current);
            default -> delivery.expired(current, step > 16, step % 3 == 0);
        };
    }

    @Provide
    Arbitrary<int[]> steps() {
        return Arbitraries.integers().between(0, 31).array(int[].class).ofMaxSize(30);
    }

    private static Delivery in(State state) {
        var failure = state == FAILED ? Optional.of("why") : none();
        return new Delivery(state, 3, 2, failure);
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Ack ack(long version, Ack.Status status) {
        return new Ack(version, status, Optional.of("why"));
    }
}
