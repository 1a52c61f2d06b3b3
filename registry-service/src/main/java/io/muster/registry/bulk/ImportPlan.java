// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.MergePatch;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.bulk.store.JobMode;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.bulk.tie.Known;
import io.muster.registry.bulk.tie.TieChange;
import io.muster.registry.bulk.tie.TiePlan;
import io.muster.registry.device.DeviceDraft;
import io.muster.registry.device.store.DeviceWrite;
import io.muster.registry.device.store.ExternalId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.type.TypeRules;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is to be done for the rows of a batch, given what is there. */
final class ImportPlan {

    // 1.0 and 1.00 are the same number, and PostgreSQL writes 1e2 as 100.
    private static final Comparator<JsonNode> VALUES =
            (one, other) ->
                    one.isNumber() && other.isNumber()
                            ? one.decimalValue().compareTo(other.decimalValue())
                            : one.equals(other) ? 0 : 1;

    private final JobMode mode;
    private final There there;
    private final TiePlan ties;
    private final JsonBodies json;

    ImportPlan(JobMode mode, There there, TiePlan ties, JsonBodies json) {
        this.mode = mode;
        this.there = there;
        this.ties = ties;
        this.json = json;
    }

    /**
     * What is there.
     *
     * @param devices by their ids in lower case, deleted ones too
     * @param owners of external ids
     * @param known of the ties that rows name
     */
    record There(
            TenantId tenant,
            Map<String, Device> devices,
            Map<ExternalId, String> owners,
            TypeRules rules,
            Known known) {}

    List<PlannedRow> of(List<ReadRow> rows) {
        return rows.stream().map(this::plan).toList();
    }

    private PlannedRow plan(ReadRow row) {
        return switch (row) {
            case ReadRow.Refused(var outcome) -> new PlannedRow.Over(outcome);
            case ReadRow.Wanted wanted -> plan(wanted);
        };
    }

    private PlannedRow plan(ReadRow.Wanted row) {
        var named = row.device().map(DeviceId::value);
        if (ties.mustWait(row.ties())) {
            return new PlannedRow.Waits(row.number());
        }
        try {
            var id = row.device().orElseGet(() -> byExternalId(row));
            return plan(row, id);
        } catch (RowFault fault) {
            return new PlannedRow.Over(Faults.outcome(row.number(), named, fault));
        } catch (ProblemException problem) {
            return new PlannedRow.Over(Faults.outcome(row.number(), named, problem));
        }
    }

    private DeviceId byExternalId(ReadRow.Wanted row) {
        return row.owner(there.owners())
                .orElseThrow(() ->
                        new RowFault(
                                "id-missing",
                                "/id",
                                "The row has no id, and no device has its external ids."));
    }

    private PlannedRow plan(ReadRow.Wanted row, DeviceId id) {
        var existing =
                Optional.ofNullable(there.devices().get(id.value().toLowerCase(Locale.ROOT)));
        if (existing.isPresent() && !isIt(existing.get(), id)) {
            throw taken();
        }
        requireFree(row, id);
        var before = existing.map(Device::description);
        var after = mode == JobMode.CREATE ? draft(row.said()) : patched(row.said(), before);
        boolean same = before.filter(was -> same(was, after)).isPresent();
        if (!same) {
            there.rules().check(after);
        }
        var identity = new DeviceIdentity(there.tenant(), id);
        var tied = ties.of(identity, existing, row.ties());
        var write = new DeviceWrite(id, after);
        return before.isEmpty()
                ? new PlannedRow.Create(row.number(), write, tied)
                : over(row.number(), same, write, tied);
    }

    private PlannedRow over(long row, boolean same, DeviceWrite write, TieChange tied) {
        if (same && tied.isNone()) {
            return new PlannedRow.Over(
                    RowOutcome.of(row, RowResult.UNCHANGED, write.device().value()));
        }
        if (mode == JobMode.CREATE) {
            throw taken();
        }
        return new PlannedRow.Update(row, same ? Optional.empty() : Optional.of(write), tied);
    }

    private static boolean isIt(Device device, DeviceId id) {
        return device.identity().device().equals(id) && device.deletedAt().isEmpty();
    }

    private void requireFree(ReadRow.Wanted row, DeviceId id) {
        row.externalIds()
                .filter(external -> {
                    var owner = there.owners().get(external);
                    return owner != null && !owner.equals(id.value());
                })
                .findFirst()
                .ifPresent(external -> {
                    throw new RowFault(
                            "external-id-taken",
                            "/externalIds/" + external.kind(),
                            "The external id belongs to another device of the tenant.");
                });
    }

    /** What the row makes of what was said before; what it does not name stays. */
    private DeviceDescription patched(ObjectNode said, Optional<DeviceDescription> before) {
        var base =
                before.map(description -> json.tree(DeviceDraft.of(description)))
                        .orElseGet(JsonNodeFactory.instance::objectNode);
        return draft(MergePatch.apply(base, said));
    }

    private DeviceDescription draft(ObjectNode said) {
        return json.value(said, DeviceDraft.class).description();
    }

    private static boolean same(DeviceDescription one, DeviceDescription other) {
        return one.displayName().equals(other.displayName())
                && one.type().equals(other.type())
                && one.tags().equals(other.tags())
                && one.externalIds().equals(other.externalIds())
                && one.attributes().equals(VALUES, other.attributes());
    }

    private static RowFault taken() {
        return new RowFault(
                "already-exists",
                "/id",
                "A device with this id, or one that differs in upper and lower case only, exists,"
                        + " or is deleted and can still be restored.");
    }
}
