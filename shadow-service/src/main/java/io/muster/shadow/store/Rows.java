// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Ledger;
import io.muster.shadow.document.LedgerJson;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.json.JsonText;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How rows become values. */
public final class Rows {

    private Rows() {}

    /** Which shadow a row is about. */
    public static ShadowKey key(Row row) {
        return new ShadowKey(
                new TenantId(row.getString("tenant_id")),
                new DeviceId(row.getString("device_id")),
                new ShadowName(row.getString("name")));
    }

    /** A row with all columns of a shadow, and with those of its device's connection. */
    public static Stored stored(Row row) {
        var mark = row.getOffsetDateTime("unpublished_since");
        return new Stored(shadow(row), mark == null ? null : mark.toInstant(), connection(row));
    }

    private static Connection connection(Row row) {
        var since = row.getOffsetDateTime("connection_since");
        return new Connection(
                Contact.of(row.getBoolean("connected")),
                since == null ? null : since.toInstant(),
                row.getString("connection_reason"));
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Shadow shadow(Row row) {
        long version = row.getLong("version");
        return row.getBoolean("deleted")
                ? new Absent(version)
                : new ShadowDocument(
                        version,
                        section(row, "desired"),
                        section(row, "reported"),
                        section(row, "tags"),
                        ledger(row),
                        instant(row, "created_at"),
                        instant(row, "updated_at"));
    }

    static Ledger ledger(Row row) {
        return LedgerJson.parse(JsonText.stored(row.getBuffer("ledger").getBytes()));
    }

    private static Section section(Row row, String column) {
        return Section.of(
                JsonText.stored(row.getBuffer(column).getBytes()),
                JsonText.stored(row.getBuffer(column + "_stamps").getBytes()));
    }
}
