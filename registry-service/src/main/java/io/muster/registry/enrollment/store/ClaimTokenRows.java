// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.IdPattern;
import io.muster.registry.enrollment.profile.Networks;
import io.muster.registry.enrollment.profile.Networks.Network;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.Optional;

/** Reads claim tokens from rows. */
final class ClaimTokenRows {

    private ClaimTokenRows() {}

    static ClaimToken token(Row row) {
        return new ClaimToken(
                row.getUUID("id"),
                scope(row),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getInteger("max_uses"),
                row.getBoolean("used_up"),
                row.getBoolean("expired"),
                row.getBoolean("closed"));
    }

    private static ClaimScope scope(Row row) {
        var networks =
                Arrays.stream(row.getArrayOfStrings("networks"))
                        .map(text -> Network.parse(text).orElseThrow())
                        .toList();
        return new ClaimScope(
                Optional.ofNullable(row.getString("device_id")).map(DeviceId::new),
                Optional.ofNullable(row.getString("pattern")).map(IdPattern::new),
                new Networks(networks));
    }
}
