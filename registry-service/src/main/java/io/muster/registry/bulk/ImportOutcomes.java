// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.PlannedRow.Create;
import io.muster.registry.bulk.PlannedRow.Over;
import io.muster.registry.bulk.PlannedRow.Update;
import io.muster.registry.bulk.PlannedRow.Waits;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowOutcome.Failure;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.bulk.tie.TieChange;
import io.muster.registry.device.store.DeviceWrite;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
                .flatMap(row -> ((Update) row).write().stream())
                .toList();
    }

    /** If the plan were followed. */
    static List<RowOutcome> foreseen(List<PlannedRow> plan) {
        return plan.stream().flatMap(row -> foreseen(row).stream()).toList();
    }

    private static Optional<RowOutcome> foreseen(PlannedRow row) {
        return switch (row) {
            case Create(var number, var write, _) ->
                    Optional.of(RowOutcome.of(number, RowResult.CREATED, write.device().value()));
            case Update(var number, _, var ties) ->
                    Optional.of(RowOutcome.of(number, RowResult.UPDATED, ties.device().value()));
            case Over(var outcome) -> Optional.of(outcome);
            case Waits _ -> Optional.empty();
        };
    }

    /** What is to be done for the ties of devices, without those that could not be added. */
    static List<TieChange> changes(List<PlannedRow> plan, Set<DeviceId> created) {
        return plan.stream()
                .filter(row ->
                        !(row instanceof Create(_, var write, _))
                                || created.contains(write.device()))
                .flatMap(row -> row.change().stream())
                .filter(change -> !change.isNone())
                .toList();
    }

    /** After the plan was followed, and of the devices to be added these were. */
    static List<RowOutcome> of(List<PlannedRow> plan, Set<DeviceId> created) {
        return plan.stream().flatMap(row -> of(row, created).stream()).toList();
    }

    private static Optional<RowOutcome> of(PlannedRow row, Set<DeviceId> created) {
        return row instanceof Create(var number, var write, _) && !created.contains(write.device())
                ? Optional.of(
                        RowOutcome.failed(number, Optional.of(write.device().value()), NO_PLACE))
                : foreseen(row);
    }
}
