// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.api.EntityTags;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfileDocument;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.profile.ProfileRules;
import io.muster.registry.enrollment.store.ProfileStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The enrollment profiles of all tenants. What somebody changes holds for the next request, and
 * within a second at other replicas.
 */
@Singleton
public class Profiles {

    private static final long FIRST = 1;

    /** A row that replaces what was built in is a change of it. */
    private static final long AFTER_BUILT_IN = 2;

    private final Database database;
    private final ProfileStore store;
    private final RenewalStore renewals;
    private final AuditLog audit;
    private final ObjectMapper json;
    private final Clock clock;
    private final RecentProfiles recent;

    Profiles(
            Database database,
            ProfileStore store,
            RenewalStore renewals,
            AuditLog audit,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.renewals = renewals;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
        this.recent = new RecentProfiles(clock);
    }

    /** Finds a profile; {@code default} is always there. */
    public Uni<Optional<EnrollmentProfile>> find(ProfilePath path) {
        return database.read(connection -> find(connection, path));
    }

    /** The same as it was at most a second ago, for those who ask all the time. */
    public Uni<Optional<EnrollmentProfile>> recent(ProfilePath path) {
        var known = recent.find(path);
        return known.isPresent() ? Uni.createFrom().item(known) : find(path, clock.instant());
    }

    private Uni<Optional<EnrollmentProfile>> find(ProfilePath path, Instant began) {
        return find(path).invoke(found -> found.ifPresent(profile -> recent.put(profile, began)));
    }

    Uni<Optional<EnrollmentProfile>> find(SqlConnection connection, ProfilePath path) {
        return store.find(connection, path).map(found -> found.or(() -> builtIn(path)));
    }

    /**
     * The profile that a certificate was issued by, on whose terms it renews wherever it comes in;
     * the built-in one when that is gone.
     */
    Uni<EnrollmentProfile> of(TenantId tenant, Fingerprint certificate) {
        return database.read(connection ->
                        renewals.profile(connection, tenant, certificate)
                                .map(label -> label.flatMap(ProfileLabel::parse))
                                .map(label -> label.orElse(ProfileLabel.DEFAULT))
                                .chain(label -> find(connection, new ProfilePath(tenant, label))))
                .map(found -> found.orElseGet(() -> EnrollmentProfile.builtIn(tenant)));
    }

    private static Optional<EnrollmentProfile> builtIn(ProfilePath path) {
        return path.label().equals(ProfileLabel.DEFAULT)
                ? Optional.of(EnrollmentProfile.builtIn(path.tenant()))
                : Optional.empty();
    }

    /** Who changes a profile, and on which version of it. */
    record Change(ProfilePath path, ProfileRules rules, @Nullable String ifMatch, String actor) {}

    /** Adds a profile or gives it other rules. */
    Uni<EnrollmentProfile> put(Change change) {
        return database.transaction(connection ->
                        store.lock(connection, change.path())
                                .map(found -> found.or(() -> builtIn(change.path())))
                                .invoke(found -> requireVersion(found, change.ifMatch()))
                                .chain(found -> write(connection, change, found))
                                .call(written -> audit(connection, change, written)))
                .invoke(() -> recent.forget(change.path()));
    }

    private static void requireVersion(
            Optional<EnrollmentProfile> found, @Nullable String ifMatch) {
        if (found.isEmpty() && ifMatch != null) {
            throw Problems.preconditionFailed("There is no such profile.");
        }
        found.ifPresent(profile -> EntityTags.require(ifMatch, profile.version()));
    }

    private Uni<EnrollmentProfile> write(
            SqlConnection connection, Change change, Optional<EnrollmentProfile> found) {
        long version = found.isPresent() ? AFTER_BUILT_IN : FIRST;
        return store.replace(connection, change.path(), change.rules())
                .chain(replaced ->
                        replaced.isPresent()
                                ? Uni.createFrom().item(replaced)
                                : store.insert(connection, change.path(), change.rules(), version))
                .map(written ->
                        written.orElseThrow(() -> Problems.conflict("Somebody was faster.")));
    }

    private Uni<Void> audit(SqlConnection connection, Change change, EnrollmentProfile written) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", written.version())
                        .set("rules", json.valueToTree(ProfileDocument.of(written.rules())));
        return audit.append(
                connection,
                change.path().tenant(),
                new AuditEntry(
                        change.actor(),
                        "enrollment-profile.put",
                        written.label(),
                        detail.deepCopy()));
    }

    /** Removes a profile; {@code default} becomes what it was in the beginning. */
    Uni<Void> delete(ProfilePath path, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        store.lock(connection, path)
                                .map(found -> found.orElseThrow(Profiles::unknown))
                                .invoke(found -> EntityTags.require(ifMatch, found.version()))
                                .call(() -> store.delete(connection, path))
                                .chain(found -> auditDelete(connection, found, actor)))
                .invoke(() -> recent.forget(path));
    }

    private Uni<Void> auditDelete(
            SqlConnection connection, EnrollmentProfile profile, String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("version", profile.version());
        return audit.append(
                connection,
                profile.tenant(),
                new AuditEntry(actor, "enrollment-profile.delete", profile.label(), detail));
    }

    static RuntimeException unknown() {
        return Problems.notFound("There is no such enrollment profile.");
    }
}
