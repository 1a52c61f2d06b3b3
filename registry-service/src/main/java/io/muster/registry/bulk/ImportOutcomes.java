// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.bulk.PlannedRow.Create;
import io.muster.registry.bulk.PlannedRow.Over;
import io.muster.registry.bulk.PlannedRow.Update;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowOutcome.Failure;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.device.store.DeviceWrite;
import io.muster.registry.identity.Device;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of the rows of a plan. */
final class ImportOutcomes {

    private static final Failure NO_PLACE =
            new Failure(
                    "quota-exceeded",
                    "",
                    "The tenant has as many devices as it may, or the id was taken meanwhile.");

    private ImportOutcomes() {}

    static List<DeviceWrite> creates(List<PlannedRow> plan) {
        return plan.stream()
                .filter(Create.class::isInstance)
                .map(row -> ((Create) row).write())
                .toList();
    }

    static List<DeviceWrite> updates(List<PlannedRow> plan) {
        return plan.stream()
                .filter(Update.class::isInstance)
                .map(row -> ((Update) row).write())
                .toList();
    }

    /** If the plan were followed. */
    static List<RowOutcome> foreseen(List<PlannedRow> plan) {
        return plan.stream().map(ImportOutcomes::foreseen).toList();
    }

    private static RowOutcome foreseen(PlannedRow row) {
        return switch (row) {
            case Create(var number, var write) -> done(number, RowResult.CREATED, write);
            case Update(var number, var write) -> done(number, RowResult.UPDATED, write);
            case Over(var outcome) -> outcome;
        };
    }

    /** After the plan was followed, and of the devices to be added these were. */
    static List<RowOutcome> of(List<PlannedRow> plan, List<Device> created) {
        var ids =
                created.stream()
                        .map(device -> device.identity().device())
                        .collect(Collectors.toSet());
        return plan.stream().map(row -> of(row, ids)).toList();
    }

    private static RowOutcome of(PlannedRow row, Set<?> created) {
        return row instanceof Create(var number, var write) && !created.contains(write.device())
                ? RowOutcome.failed(number, Optional.of(write.device().value()), NO_PLACE)
                : foreseen(row);
    }

    private static RowOutcome done(long row, RowResult result, DeviceWrite write) {
        return RowOutcome.of(row, result, write.device().value());
    }
}
