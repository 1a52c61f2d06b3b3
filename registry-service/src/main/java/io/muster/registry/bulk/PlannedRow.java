// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.tie.TieChange;
import io.muster.registry.device.store.DeviceWrite;
import java.util.Optional;

/** What is to be done for a row. */
sealed interface PlannedRow {

    long number();

    /** What is to be done for the ties of the row's device. */
    default Optional<TieChange> change() {
        return Optional.empty();
    }

    /** A device is to be added. */
    record Create(long number, DeviceWrite write, TieChange ties) implements PlannedRow {
        @Override
        public Optional<TieChange> change() {
            return Optional.of(ties);
        }
    }

    /**
     * Something else is to be said of a device that is there.
     *
     * @param write empty when only its ties are others
     */
    record Update(long number, Optional<DeviceWrite> write, TieChange ties) implements PlannedRow {
        @Override
        public Optional<TieChange> change() {
            return Optional.of(ties);
        }
    }

    /** The row comes again when others were looked at. */
    record Waits(long number) implements PlannedRow {}

    /** Nothing is to be done. */
    record Over(RowOutcome outcome) implements PlannedRow {
        @Override
        public long number() {
            return outcome.row();
        }
    }
}
