// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Rollout;
import io.muster.ota.rollout.RolloutSpec;
import io.muster.ota.rollout.RolloutState;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rollout as its row. */
final class RolloutRow {

    private RolloutRow() {}

    static Tuple write(TenantId tenant, Rollout rollout) {
        var spec = rollout.spec();
        return Tuple.tuple()
                .addString(tenant.value())
                .addUUID(rollout.id())
                .addUUID(spec.release())
                .addString(spec.product())
                .addString(spec.version())
                .addArrayOfString(target(spec))
                .addJsonObject(PolicyJson.write(spec.policy()))
                .addValue(spec.rollbackRelease().orElse(null))
                .addBoolean(spec.requireApproval())
                .addString(rollout.state().name())
                .addString(rollout.reason())
                .addLong(rollout.revision())
                .addBoolean(rollout.planned())
                .addString(rollout.createdBy())
                .addOffsetDateTime(Rows.utc(rollout.createdAt()));
    }

    private static String @Nullable [] target(RolloutSpec spec) {
        return spec.target()
                .map(devices -> devices.stream().map(DeviceId::value).toArray(String[]::new))
                .orElse(null);
    }

    static Rollout read(Row row) {
        return new Rollout(
                row.getUUID("id"),
                spec(row),
                RolloutState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getLong("revision"),
                row.getBoolean("planned"),
                row.getString("created_by"),
                Rows.instant(row, "created_at"),
                Rows.time(row, "started_at"),
                Rows.time(row, "ended_at"));
    }

    private static RolloutSpec spec(Row row) {
        return new RolloutSpec(
                row.getUUID("release_id"),
                row.getString("product"),
                row.getString("version"),
                Optional.ofNullable(row.getArrayOfStrings("target")).map(RolloutRow::devices),
                Arrays.asList(row.getArrayOfIntegers("shares")),
                PolicyJson.read(row.get(JsonObject.class, "policy")),
                Optional.ofNullable(row.getUUID("rollback_release")),
                row.getBoolean("require_approval"));
    }

    private static List<DeviceId> devices(String[] ids) {
        return Arrays.stream(ids).map(DeviceId::new).toList();
    }
}
