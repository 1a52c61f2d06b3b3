// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.Cross;
import io.muster.registry.identity.Issuer.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The certificates of the authorities; their keys are elsewhere. */
@ApplicationScoped
public class IssuerStore {

    private static final String REVISION =
            "SELECT count(*) AS issuers, coalesce(sum(version), 0)::bigint AS changes FROM issuer";
    private static final String TRUSTED =
            """
            SELECT * FROM issuer WHERE state IN ('ISSUING', 'VERIFY_ONLY')
            ORDER BY tenant_id, generation DESC, fingerprint
            """;
    private static final String FIND_ISSUING =
            "SELECT fingerprint FROM issuer WHERE tenant_id = $1 AND state = 'ISSUING'";
    private static final String INSERT =
            """
            INSERT INTO issuer (tenant_id, fingerprint, kind, state, generation, shards, certificate_pem,
                predecessor, new_with_old_pem, old_with_new_pem)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT DO NOTHING
            """;
    private static final String LIST =
            "SELECT * FROM issuer WHERE tenant_id = $1 AND fingerprint > $2 ORDER BY fingerprint LIMIT $3";
    private static final String FIND =
            "SELECT * FROM issuer WHERE tenant_id = $1 AND fingerprint = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String TENANTS_WITHOUT =
            """
            SELECT t.tenant_id FROM tenant t WHERE NOT EXISTS (
                SELECT 1 FROM issuer i WHERE i.tenant_id = t.tenant_id AND i.state = 'ISSUING')
            ORDER BY t.tenant_id LIMIT 100
            """;
    private static final String LOCK_INTERNAL =
            """
            SELECT * FROM issuer WHERE tenant_id = $1 AND kind = 'INTERNAL' ORDER BY fingerprint FOR UPDATE
            """;
    private static final String COUNT_FOREIGN =
            """
            SELECT count(*)::integer AS issuers FROM issuer WHERE tenant_id = $1 AND kind = 'BYO' AND state <> 'RETIRED'
            """;
    private static final String BECOME =
            """
            UPDATE issuer SET state = $3, version = version + 1 WHERE tenant_id = $1 AND fingerprint = $2
            """;

    /** A number that is another one after any change of any issuer. */
    public record Revision(long issuers, long changes) {}

    /** How far the changes of issuers are. */
    public Uni<Revision> revision(SqlConnection connection) {
        return connection
                .query(REVISION)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Revision(row.getLong("issuers"), row.getLong("changes")));
    }

    /** All authorities of all tenants whose certificates are good, newest of a tenant first. */
    public Uni<List<Issuer>> listTrusted(SqlConnection connection) {
        return all(connection, TRUSTED, Tuple.tuple());
    }

    /** Finds the authority that issues for a tenant. */
    public Uni<Optional<Fingerprint>> findIssuing(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(FIND_ISSUING)
                .execute(Tuple.of(tenant.value()))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row -> new Fingerprint(row.getString("fingerprint"))));
    }

    /**
     * Adds an authority; false when the tenant has it already, or has another that issues as this
     * one would.
     */
    public Uni<Boolean> insert(SqlConnection connection, Issuer issuer) {
        var row =
                Tuple.tuple()
                        .addString(issuer.tenant().value())
                        .addString(issuer.fingerprint().hex())
                        .addString(issuer.kind().name())
                        .addString(issuer.state().name())
                        .addInteger(issuer.generation())
                        .addInteger(issuer.shards())
                        .addString(issuer.certificate().pem())
                        .addString(issuer.cross().map(it -> it.predecessor().hex()).orElse(null))
                        .addString(issuer.cross().map(it -> it.newWithOld().pem()).orElse(null))
                        .addString(issuer.cross().map(it -> it.oldWithNew().pem()).orElse(null));
        return connection.preparedQuery(INSERT).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /** Lists a tenant's authorities in the order of their fingerprints, those after one. */
    public Uni<List<Issuer>> list(
            SqlConnection connection, TenantId tenant, String after, int limit) {
        return all(connection, LIST, Tuple.of(tenant.value(), after, limit));
    }

    /** Finds an authority of a tenant. */
    public Uni<Optional<Issuer>> find(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint) {
        return all(connection, FIND, Tuple.of(tenant.value(), fingerprint.hex()))
                .map(found -> found.stream().findFirst());
    }

    /** Finds an authority of a tenant and keeps others from changing it. */
    public Uni<Optional<Issuer>> lock(
            SqlConnection connection, TenantId tenant, Fingerprint fingerprint) {
        return all(connection, LOCK, Tuple.of(tenant.value(), fingerprint.hex()))
                .map(found -> found.stream().findFirst());
    }

    /** Some of the tenants that have no authority of their own yet. */
    public Uni<List<TenantId>> listTenantsWithout(SqlConnection connection) {
        return connection
                .query(TENANTS_WITHOUT)
                .execute()
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .toList());
    }

    /** Lists a tenant's own authorities and keeps others from changing them. */
    public Uni<List<Issuer>> lockInternal(SqlConnection connection, TenantId tenant) {
        return all(connection, LOCK_INTERNAL, Tuple.of(tenant.value()));
    }

    /** How many authorities a tenant has brought. */
    public Uni<Integer> countForeign(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(COUNT_FOREIGN)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getInteger("issuers"));
    }

    /** Puts an authority that the caller has locked into another state, and answers it so. */
    public Uni<Issuer> become(SqlConnection connection, Issuer issuer, State next) {
        var change = Tuple.of(issuer.tenant().value(), issuer.fingerprint().hex(), next.name());
        return connection
                .preparedQuery(BECOME)
                .execute(change)
                .replaceWith(() -> issuer.become(next));
    }

    private static Uni<List<Issuer>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(IssuerStore::issuer).toList());
    }

    private static Issuer issuer(Row row) {
        return new Issuer(
                new TenantId(row.getString("tenant_id")),
                new Fingerprint(row.getString("fingerprint")),
                Issuer.Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getInteger("generation"),
                row.getInteger("shards"),
                Der.ofPem(row.getString("certificate_pem")),
                Optional.ofNullable(row.getString("predecessor")).map(it -> cross(it, row)),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Cross cross(String predecessor, Row row) {
        return new Cross(
                new Fingerprint(predecessor),
                Der.ofPem(row.getString("new_with_old_pem")),
                Der.ofPem(row.getString("old_with_new_pem")));
    }
}
