// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.follow.Positions.Place;
import io.muster.platform.topic.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final TenantId TENANT = new TenantId("default");

    private final Positions positions = Positions.of(Map.of(TENANT, 42L));

    @Test
    void theNextSequenceIsNextAndNothingElse() {
        assertThat(positions.place(TENANT, 41)).isEqualTo(Place.DUPLICATE);
        assertThat(positions.place(TENANT, 42)).isEqualTo(Place.DUPLICATE);
        assertThat(positions.place(TENANT, 43)).isEqualTo(Place.NEXT);
        assertThat(positions.place(TENANT, 44)).isEqualTo(Place.GAP);
    }

    @Test
    void aTenantThatWasNotMentionedBeginsWithOne() {
        assertThat(positions.place(new TenantId("new"), 1)).isEqualTo(Place.NEXT);
        assertThat(positions.place(new TenantId("new"), 2)).isEqualTo(Place.GAP);
    }

    @Test
    void aCopyStaysWhereItIs() {
        var copy = positions.copy();

        positions.advance(TENANT, 43);

        assertThat(positions.reach(copy)).isTrue();
        assertThat(copy.reach(positions)).isFalse();
    }
}
