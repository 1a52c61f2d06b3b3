// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.book.PolicyText;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of policies and their versions. */
@ApplicationScoped
public class PolicyStore {

    private static final String NO_POLICY = "";
    private static final String FACTS =
            "v.policy_id, v.version, v.bytes, v.rules, v.restored_from, v.created_by, v.created_at";
    private static final String LATEST =
            """
            FROM policy p JOIN policy_version v
            ON v.tenant_id = p.tenant_id AND v.policy_id = p.policy_id AND v.version = p.version
            WHERE p.tenant_id = $1\
            """;
    private static final String FIND =
            "SELECT p.live, v.document, %s %s AND p.policy_id = $2".formatted(FACTS, LATEST);
    private static final String LIST =
            "SELECT %s %s AND p.live AND p.policy_id > $2 ORDER BY p.policy_id LIMIT $3"
                    .formatted(FACTS, LATEST);
    private static final String TEXTS =
            "SELECT v.document, %s %s AND p.live AND p.policy_id <> $2 ORDER BY p.policy_id"
                    .formatted(FACTS, LATEST);
    private static final String TOTALS =
            """
            SELECT count(*) AS policies, coalesce(sum(v.rules), 0)::bigint AS rules,
                coalesce(sum(v.bytes), 0)::bigint AS bytes
            %s AND p.live AND p.policy_id <> $2
            """
                    .formatted(LATEST);
    private static final String VERSIONS =
            """
            SELECT %s FROM policy_version v
            WHERE v.tenant_id = $1 AND v.policy_id = $2 AND v.version < $3
            ORDER BY v.version DESC LIMIT $4
            """
                    .formatted(FACTS);
    private static final String VERSION =
            """
            SELECT v.document, %s FROM policy_version v
            WHERE v.tenant_id = $1 AND v.policy_id = $2 AND v.version = $3
            """
                    .formatted(FACTS);
    private static final String INSERT =
            """
            INSERT INTO policy_version (tenant_id, policy_id, version, document, bytes, rules, restored_from,
                created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    private static final String POINT =
            """
            INSERT INTO policy (tenant_id, policy_id, version, live) VALUES ($1, $2, $3, true)
            ON CONFLICT (tenant_id, policy_id) DO UPDATE SET version = excluded.version, live = true
            """;
    private static final String DELETE =
            "UPDATE policy SET live = false WHERE tenant_id = $1 AND policy_id = $2";

    /** Reads a policy, also one that is deleted. */
    public Uni<Optional<StoredPolicy>> find(SqlConnection connection, TenantId tenant, String id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows ->
                        Rows.first(
                                rows,
                                row -> new StoredPolicy(row.getBoolean("live"), version(row))));
    }

    /** The policies in force by id, from after one on. */
    public Uni<List<VersionFacts>> list(
            SqlConnection connection, TenantId tenant, String after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), after, limit))
                .map(rows -> Rows.list(rows, PolicyStore::facts));
    }

    /** The texts of all policies in force: what decisions are made by. */
    Uni<List<PolicyText>> texts(SqlConnection connection, TenantId tenant) {
        return textsWithout(connection, tenant, NO_POLICY);
    }

    /** The same without one policy. */
    public Uni<List<PolicyText>> textsWithout(
            SqlConnection connection, TenantId tenant, String id) {
        return connection
                .preparedQuery(TEXTS)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> Rows.list(rows, PolicyStore::text));
    }

    /** What all policies in force but this one amount to. */
    public Uni<Totals> totalsWithout(SqlConnection connection, TenantId tenant, String id) {
        return connection
                .preparedQuery(TOTALS)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> rows.iterator().next())
                .map(row ->
                        new Totals(
                                row.getLong("policies"),
                                row.getLong("rules"),
                                row.getLong("bytes")));
    }

    /** The versions of a policy before one, the newest first. */
    public Uni<List<VersionFacts>> versions(
            SqlConnection connection, TenantId tenant, String id, long before, int limit) {
        return connection
                .preparedQuery(VERSIONS)
                .execute(Tuple.of(tenant.value(), id, before, limit))
                .map(rows -> Rows.list(rows, PolicyStore::facts));
    }

    /** One version. */
    public Uni<Optional<PolicyVersion>> version(
            SqlConnection connection, TenantId tenant, String id, long version) {
        return connection
                .preparedQuery(VERSION)
                .execute(Tuple.of(tenant.value(), id, version))
                .map(rows -> Rows.first(rows, PolicyStore::version));
    }

    /** Adds a version and puts it in force. */
    public Uni<Void> add(SqlConnection connection, TenantId tenant, PolicyVersion version) {
        var facts = version.facts();
        return connection
                .preparedQuery(INSERT)
                .execute(row(tenant, version))
                .chain(() ->
                        connection
                                .preparedQuery(POINT)
                                .execute(Tuple.of(tenant.value(), facts.policy(), facts.version())))
                .replaceWithVoid();
    }

    private static Tuple row(TenantId tenant, PolicyVersion version) {
        var facts = version.facts();
        var from = facts.restoredFrom();
        return Tuple.tuple()
                .addString(tenant.value())
                .addString(facts.policy())
                .addLong(facts.version())
                .addString(version.document())
                .addInteger(facts.bytes())
                .addInteger(facts.rules())
                .addValue(from.isPresent() ? from.getAsLong() : null)
                .addString(facts.createdBy())
                .addOffsetDateTime(facts.createdAt().atOffset(ZoneOffset.UTC));
    }

    /** Takes a policy out of force. */
    public Uni<Void> delete(SqlConnection connection, TenantId tenant, String id) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), id))
                .replaceWithVoid();
    }

    private static PolicyText text(Row row) {
        var facts = facts(row);
        return new PolicyText(
                facts.policy() + " version " + facts.version(), row.getString("document"));
    }

    private static PolicyVersion version(Row row) {
        return new PolicyVersion(facts(row), row.getString("document"));
    }

    private static VersionFacts facts(Row row) {
        return new VersionFacts(
                row.getString("policy_id"),
                row.getLong("version"),
                row.getInteger("bytes"),
                row.getInteger("rules"),
                Stream.ofNullable(row.getLong("restored_from")).mapToLong(it -> it).findFirst(),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
