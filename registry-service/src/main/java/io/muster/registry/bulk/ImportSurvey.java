// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.tie.TieSurvey;
import io.muster.registry.device.store.DeviceBatchStore;
import io.muster.registry.device.store.ExternalId;
import io.muster.registry.identity.Device;
import io.muster.registry.type.AttributeCheck;
import io.muster.registry.type.TypeRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what is there of all that the rows of a batch are about, and locks the devices. */
@ApplicationScoped
class ImportSurvey {

    private final DeviceBatchStore devices;
    private final AttributeCheck attributes;
    private final TieSurvey ties;

    ImportSurvey(DeviceBatchStore devices, AttributeCheck attributes, TieSurvey ties) {
        this.devices = devices;
        this.attributes = attributes;
        this.ties = ties;
    }

    /**
     * What is there.
     *
     * @param rows those that it is known for: up to the first that is about the device of one
     *     before it, which must see what that one did
     */
    record Seen(List<ReadRow> rows, ImportPlan.There there) {}

    /** In the order of all who lock: devices, then types. */
    Uni<Seen> look(SqlConnection connection, BulkJob job, List<ReadRow> read) {
        var externalIds = wanted(read).stream().flatMap(ReadRow.Wanted::externalIds).toList();
        return devices.owners(connection, job.tenant(), externalIds)
                .chain(owners ->
                        look(connection, job, ReadRow.ofDifferentDevices(read, owners), owners));
    }

    private Uni<Seen> look(
            SqlConnection connection,
            BulkJob job,
            List<ReadRow> rows,
            Map<ExternalId, String> owners) {
        var wanted = wanted(rows);
        return devices.lock(connection, job.tenant(), ids(wanted, owners))
                .chain(found -> there(connection, job, wanted, owners, found))
                .map(there -> new Seen(rows, there));
    }

    private static List<ReadRow.Wanted> wanted(List<ReadRow> rows) {
        return rows.stream()
                .filter(ReadRow.Wanted.class::isInstance)
                .map(ReadRow.Wanted.class::cast)
                .toList();
    }

    private Uni<ImportPlan.There> there(
            SqlConnection connection,
            BulkJob job,
            List<ReadRow.Wanted> wanted,
            Map<ExternalId, String> owners,
            List<Device> found) {
        return rules(connection, job, wanted, found)
                .chain(rules ->
                        ties.look(connection, job.tenant(), tied(wanted, owners))
                                .map(known ->
                                        new ImportPlan.There(
                                                job.tenant(), byId(found), owners, rules, known)));
    }

    /** Rows that name no device that there could be fail by that. */
    private static List<TieSurvey.Tied> tied(
            List<ReadRow.Wanted> wanted, Map<ExternalId, String> owners) {
        return wanted.stream()
                .flatMap(row ->
                        row
                                .device()
                                .or(() -> row.owner(owners))
                                .map(id -> new TieSurvey.Tied(id, row.ties()))
                                .stream())
                .toList();
    }

    private static List<String> ids(List<ReadRow.Wanted> wanted, Map<ExternalId, String> owners) {
        return Stream.concat(
                        wanted.stream().flatMap(row -> row.device().stream()).map(Object::toString),
                        owners.values().stream())
                .distinct()
                .toList();
    }

    private static Map<String, Device> byId(List<Device> found) {
        return found.stream()
                .collect(
                        Collectors.toMap(
                                device ->
                                        device.identity().device().value().toLowerCase(Locale.ROOT),
                                Function.identity()));
    }

    private Uni<TypeRules> rules(
            SqlConnection connection,
            BulkJob job,
            List<ReadRow.Wanted> wanted,
            List<Device> found) {
        var types =
                Stream.concat(
                                wanted.stream().flatMap(row -> row.type().stream()),
                                found.stream()
                                        .flatMap(device -> device.description().type().stream()))
                        .collect(Collectors.toSet());
        return attributes.rules(connection, job.tenant(), types);
    }
}
