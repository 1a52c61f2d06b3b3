// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfileDocument;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.profile.ProfileRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Enrollment profiles. The one called {@code default} is there without a row until it is changed.
 */
@Singleton
public class ProfileStore {

    private static final String FIND =
            "SELECT * FROM enrollment_profile WHERE tenant_id = $1 AND label = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LIST =
            """
            SELECT * FROM enrollment_profile WHERE tenant_id = $1 AND label > $2 ORDER BY label LIMIT $3
            """;
    private static final String INSERT =
            """
            INSERT INTO enrollment_profile (tenant_id, label, rules, issued, version) VALUES ($1, $2, $3, 0, $4)
            ON CONFLICT DO NOTHING RETURNING *
            """;
    private static final String REPLACE =
            """
            UPDATE enrollment_profile SET rules = $3, version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND label = $2 RETURNING *
            """;
    private static final String DELETE =
            "DELETE FROM enrollment_profile WHERE tenant_id = $1 AND label = $2";
    private static final String COUNT =
            """
            UPDATE enrollment_profile SET issued = issued + 1
            WHERE tenant_id = $1 AND label = $2 AND issued < $3
            """;

    private final ObjectMapper json;

    ProfileStore(ObjectMapper json) {
        this.json = json;
    }

    /** Finds a profile. */
    public Uni<Optional<EnrollmentProfile>> find(SqlConnection connection, ProfilePath path) {
        return one(connection, FIND, key(path));
    }

    /** Finds a profile and keeps others from changing it until the transaction ends. */
    public Uni<Optional<EnrollmentProfile>> lock(SqlConnection connection, ProfilePath path) {
        return one(connection, LOCK, key(path));
    }

    /** Lists the profiles that have rows, after a label. */
    public Uni<List<EnrollmentProfile>> list(
            SqlConnection connection, TenantId tenant, String after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), after, limit))
                .map(rows -> rows.stream().map(this::profile).toList());
    }

    /** Adds a profile; empty when its label is taken. */
    public Uni<Optional<EnrollmentProfile>> insert(
            SqlConnection connection, ProfilePath path, ProfileRules rules, long version) {
        return one(connection, INSERT, key(path).addJsonObject(encode(rules)).addLong(version));
    }

    /** Gives a profile that has a row other rules. */
    public Uni<Optional<EnrollmentProfile>> replace(
            SqlConnection connection, ProfilePath path, ProfileRules rules) {
        return one(connection, REPLACE, key(path).addJsonObject(encode(rules)));
    }

    /** Removes a profile; false when there was none. */
    public Uni<Boolean> delete(SqlConnection connection, ProfilePath path) {
        return connection
                .preparedQuery(DELETE)
                .execute(key(path))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Counts one more first certificate; false when the maximum is reached. */
    public Uni<Boolean> count(SqlConnection connection, ProfilePath path, long maximum) {
        return connection
                .preparedQuery(COUNT)
                .execute(key(path).addLong(maximum))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Optional<EnrollmentProfile>> one(
            SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().findFirst().map(this::profile));
    }

    private static Tuple key(ProfilePath path) {
        return Tuple.of(path.tenant().value(), path.label().value());
    }

    private JsonObject encode(ProfileRules rules) {
        try {
            return new JsonObject(json.writeValueAsString(ProfileDocument.of(rules)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules of ours are always JSON", e);
        }
    }

    private EnrollmentProfile profile(Row row) {
        return new EnrollmentProfile(
                new ProfilePath(
                        new TenantId(row.getString("tenant_id")),
                        new ProfileLabel(row.getString("label"))),
                decode(row.getJsonObject("rules")),
                row.getLong("issued"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private ProfileRules decode(JsonObject rules) {
        try {
            return json.readValue(rules.encode(), ProfileDocument.class).rules();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the rules of a profile can't be read", e);
        }
    }
}
