// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.muster.shadow.delivery.Delivery;
import io.muster.shadow.delivery.Sequence;
import io.muster.shadow.json.ExactNumber;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.schedule.Plan;
import io.muster.shadow.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {

    private static final Instant THEN = Instant.ofEpochMilli(1_800_000_000_123L);

    @Test
    void aNewLedgerIsNearlyNothing() {
        assertThat(JsonText.bytes(LedgerJson.of(Ledger.NEW))).isEqualTo(ShadowFixtures.utf8("{}"));
        assertThat(stored(Ledger.NEW)).isEqualTo(Ledger.NEW);
    }

    @Test
    void everythingComesBackAsItWas() {
        var plans = new TreeMap<Pointer, Plan>();
        plans.put(at("/p~1/x"), new Plan(new ExactNumber("1.50"), THEN, Optional.empty()));
        plans.put(at("/q"), new Plan(NullNode.instance, THEN, Optional.of(Duration.ofMillis(7))));
        plans.put(Pointer.ROOT, new Plan(BooleanNode.TRUE, THEN, Optional.empty()));
        var ledger =
                new Ledger(
                        9,
                        12,
                        new Delivery(Delivery.State.FAILED, 8, 7, Optional.of("why\n")),
                        new Sequence(0),
                        new Timetable(new TreeMap<>(Map.of(at("/a/b"), THEN)), plans),
                        new Removals(new TreeMap<>(Map.of(at("/old"), 9L)), 8),
                        ConflictPolicy.DEVICE_WINS);

        assertThat(stored(ledger)).isEqualTo(ledger);
    }

    private static Ledger stored(Ledger ledger) {
        return LedgerJson.parse(JsonText.stored(JsonText.bytes(LedgerJson.of(ledger))));
    }

    private static Pointer at(String place) {
        return Pointer.parse(place).orElseThrow();
    }
}
