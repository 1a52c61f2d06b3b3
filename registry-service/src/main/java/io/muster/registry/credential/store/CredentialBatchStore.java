// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The credentials of many devices with few statements; the devices' rows are locked. */
@ApplicationScoped
public class CredentialBatchStore {

    private static final String NAMED =
            "SELECT * FROM credential WHERE tenant_id = $1 AND auth_id = ANY($2::text[]) AND type IN ('password', 'token')";
    private static final String OF =
            """
            SELECT * FROM credential WHERE tenant_id = $1 AND device_id = ANY($2::text[]) AND type IN ('password', 'token')
            ORDER BY device_id, auth_id
            """;
    private static final String COUNT =
            """
            SELECT device_id, count(*) AS n FROM credential WHERE tenant_id = $1 AND device_id = ANY($2::text[])
            GROUP BY device_id
            """;
    private static final String INSERT =
            """
            INSERT INTO credential (tenant_id, id, device_id, type, auth_id, enabled, not_before, not_after, secret)
            SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[],
                $8::timestamptz[], $9::text[]) AS given (id, device_id, type, auth_id, enabled, not_before, not_after, secret)
            ORDER BY auth_id
            ON CONFLICT DO NOTHING
            """;
    private static final String REPLACE =
            """
            UPDATE credential c SET enabled = g.enabled, not_before = g.not_before, not_after = g.not_after, secret = g.secret,
                updated_at = now()
            FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[], $8::timestamptz[],
                $9::text[]) AS g (id, device_id, type, auth_id, enabled, not_before, not_after, secret)
            WHERE c.tenant_id = $1 AND c.device_id = g.device_id AND c.id = g.id
            """;

    /** The passwords and tokens that have these names, by name. */
    public Uni<Map<String, Credential>> named(
            SqlConnection connection, TenantId tenant, Collection<String> authIds) {
        return all(connection, NAMED, tenant, authIds)
                .map(found ->
                        found.stream()
                                .collect(
                                        Collectors.toMap(Credential::authId, Function.identity())));
    }

    /** The passwords and tokens of these devices, by device. */
    public Uni<Map<String, List<Credential>>> of(
            SqlConnection connection, TenantId tenant, Collection<String> devices) {
        return all(connection, OF, tenant, devices)
                .map(found ->
                        found.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                each -> each.device().device().value())));
    }

    /** How many credentials of any type these devices have, by device; none is left out. */
    public Uni<Map<String, Integer>> counts(
            SqlConnection connection, TenantId tenant, Collection<String> devices) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value(), devices.toArray(String[]::new)))
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> row.getString("device_id"),
                                                row -> row.getInteger("n"))));
    }

    /** Adds credentials and answers how many: fewer when a name was taken meanwhile. */
    public Uni<Integer> insert(
            SqlConnection connection, TenantId tenant, List<Credential> credentials) {
        return write(connection, INSERT, tenant, credentials);
    }

    /** Gives credentials, by their ids, what these say of secret and time. */
    public Uni<Integer> replace(
            SqlConnection connection, TenantId tenant, List<Credential> credentials) {
        return write(connection, REPLACE, tenant, credentials);
    }

    private static Uni<Integer> write(
            SqlConnection connection, String sql, TenantId tenant, List<Credential> credentials) {
        return credentials.isEmpty()
                ? Uni.createFrom().item(0)
                : connection
                        .preparedQuery(sql)
                        .execute(columns(tenant, credentials))
                        .map(written -> written.rowCount());
    }

    private static Tuple columns(TenantId tenant, List<Credential> of) {
        return Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfUUID(of.stream().map(Credential::id).toArray(UUID[]::new))
                .addArrayOfString(texts(of, each -> each.device().device().value()))
                .addArrayOfString(texts(of, each -> each.type().word()))
                .addArrayOfString(texts(of, Credential::authId))
                .addArrayOfBoolean(of.stream().map(Credential::enabled).toArray(Boolean[]::new))
                .addArrayOfOffsetDateTime(times(of, Credential::notBefore))
                .addArrayOfOffsetDateTime(times(of, Credential::notAfter))
                .addArrayOfString(texts(of, Credential::secret));
    }

    private static String[] texts(List<Credential> of, Function<Credential, String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(
            List<Credential> of, Function<Credential, Optional<Instant>> time) {
        return of.stream()
                .map(time)
                .map(at -> at.map(exact -> exact.atOffset(ZoneOffset.UTC)).orElse(null))
                .toArray(OffsetDateTime[]::new);
    }

    private static Uni<List<Credential>> all(
            SqlConnection connection, String sql, TenantId tenant, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(tenant.value(), keys.toArray(String[]::new)))
                        .map(rows -> rows.stream().map(CredentialStore::read).toList());
    }
}
