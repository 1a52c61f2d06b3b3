// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.device.store.DeviceWrite;

/** What is to be done for a row. */
sealed interface PlannedRow {

    long number();

    /** A device is to be added. */
    record Create(long number, DeviceWrite write) implements PlannedRow {}

    /** Something else is to be said of a device that is there. */
    record Update(long number, DeviceWrite write) implements PlannedRow {}

    /** Nothing is to be done. */
    record Over(RowOutcome outcome) implements PlannedRow {
        @Override
        public long number() {
            return outcome.row();
        }
    }
}
