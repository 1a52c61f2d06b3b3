// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

import io.muster.platform.query.Fields;
import io.muster.platform.query.Filter;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.CertificateStore.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates are looked for, in which order.
 *
 * @param filter in RSQL; null for all
 */
public record CertificateSearch(
        TenantId tenant, @Nullable String filter, CertificateOrder order, Instant now) {

    /** As the API shows it: see the view's status. */
    private static final String STATUS =
            """
            (CASE WHEN status = 'REVOKED' AND reason = 'superseded' THEN 'SUPERSEDED'
                WHEN status = 'ACTIVE' AND not_after < now() THEN 'EXPIRED' ELSE status END)\
            """;

    private static final Fields FIELDS =
            Fields.builder()
                    .text("fingerprint", "fingerprint")
                    .text("deviceId", "device_id")
                    .text("serial", "serial_hex")
                    .text("issuer", "issuer")
                    .text("status", STATUS)
                    .text("reason", "reason")
                    .text("profile", "profile")
                    .time("notBefore", "not_before")
                    .time("notAfter", "not_after")
                    .time("issuedAt", "issued_at")
                    .time("revokedAt", "revoked_at")
                    .build();

    record Clause(String sql, List<Object> values) {}

    /** All that follows WHERE. */
    Clause after(Optional<Place> place, int limit) {
        var values = new ArrayList<Object>(List.of(tenant.value()));
        var sql = new StringBuilder("tenant_id = $1");
        place.ifPresent(it -> {
            sql.append(" AND ").append(order.after(values.size() + 1));
            values.add(it.at().atOffset(ZoneOffset.UTC));
            values.add(it.fingerprint());
        });
        var wanted = Filter.parse(filter, FIELDS, now, values.size() + 1);
        values.addAll(wanted.values());
        sql.append(" AND ").append(wanted.sql()).append(" ORDER BY ").append(order.sql());
        sql.append(" LIMIT $").append(values.size() + 1);
        values.add(limit);
        return new Clause(sql.toString(), values);
    }
}
