// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.artifact.Artifact;
import io.muster.ota.http.Caller;
import io.muster.ota.http.Idempotent;
import io.muster.ota.release.Manifest;
import io.muster.ota.release.Release;
import io.muster.ota.release.ReleaseState;
import io.muster.ota.release.SigningCheck;
import io.muster.ota.release.SigningKey;
import io.muster.ota.store.ArtifactRecords;
import io.muster.ota.store.ReleaseRecords;
import io.muster.ota.store.TrustedKeys;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.platform.sql.SqlFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes releases of artifacts: nothing becomes one before its signature has been verified. */
@ApplicationScoped
class Releases {

    private final Database database;
    private final ReleaseRecords releases;
    private final ArtifactRecords artifacts;
    private final TrustedKeys keys;
    private final Idempotent idempotent;
    private final AuditLog audit;
    private final Clock clock;

    Releases(
            Database database,
            ReleaseRecords releases,
            ArtifactRecords artifacts,
            TrustedKeys keys,
            Idempotent idempotent,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.releases = releases;
        this.artifacts = artifacts;
        this.keys = keys;
        this.idempotent = idempotent;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<Stored> create(Caller caller, Idempotent.Request request, ReleaseDraft draft) {
        return verified(caller, draft)
                .chain(release ->
                        database.transaction(connection ->
                                idempotent.once(
                                        connection,
                                        request,
                                        () -> add(connection, caller, release))))
                .onFailure(SqlFailure::uniqueViolation)
                .retry()
                .atMost(1);
    }

    /** Artifacts never change and keys only lose trust, so this need not be in the transaction. */
    private Uni<Release> verified(Caller caller, ReleaseDraft draft) {
        var artifact =
                artifacts
                        .find(caller.tenant(), draft.sha256())
                        .map(found -> found.orElseThrow(Releases::noArtifact));
        var key =
                keys.find(caller.tenant(), draft.keyId())
                        .map(found -> found.orElseThrow(Releases::noKey));
        return artifact.chain(bytes -> key.map(signer -> release(caller, draft, bytes, signer)));
    }

    private Release release(Caller caller, ReleaseDraft draft, Artifact artifact, SigningKey key) {
        var manifest = draft.manifest(artifact.size());
        SigningCheck.flaw(manifest, draft.manifest(), draft.signature(), key)
                .ifPresent(flaw -> {
                    throw refused("signature-invalid", "The release is not signed", flaw);
                });
        return new Release(
                UUID.randomUUID(),
                manifest,
                draft.signature(),
                draft.keyId(),
                ReleaseState.RELEASED,
                caller.subject(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** The same version of the same content again is the release that is there. */
    private Uni<Stored> add(SqlConnection connection, Caller caller, Release release) {
        var manifest = release.manifest();
        return releases.ofVersion(
                        connection, caller.tenant(), manifest.product(), manifest.version())
                .chain(there ->
                        there.isPresent()
                                ? Uni.createFrom().item(again(there.get(), manifest))
                                : insert(connection, caller, release));
    }

    private Stored again(Release there, Manifest wanted) {
        if (!there.manifest().equals(wanted)) {
            throw ProblemException.of(
                    409,
                    "release-exists",
                    "The version is released already",
                    "Another content is another version: "
                            + wanted.product()
                            + " "
                            + wanted.version()
                            + " is "
                            + there.manifest().sha256()
                            + ".");
        }
        return idempotent.answer(200, ReleaseView.of(there));
    }

    private Uni<Stored> insert(SqlConnection connection, Caller caller, Release release) {
        return releases.add(connection, caller.tenant(), release)
                .chain(() -> audit.append(connection, caller.tenant(), entry(release)))
                .map(_ -> idempotent.answer(201, ReleaseView.of(release)));
    }

    private static AuditEntry entry(Release release) {
        var manifest = release.manifest();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("product", manifest.product())
                        .put("version", manifest.version())
                        .put("sha256", manifest.sha256().hex())
                        .put("keyId", release.keyId());
        return new AuditEntry(
                release.createdBy(), "release.create", release.id().toString(), detail);
    }

    private static ProblemException noArtifact() {
        return refused(
                "artifact-unknown",
                "There is no such artifact",
                "Upload the artifact before its release.");
    }

    private static ProblemException noKey() {
        return refused(
                "signing-key-unknown",
                "The signing key is not trusted",
                "The key was never registered, or it was revoked.");
    }

    private static ProblemException refused(String code, String title, String detail) {
        return ProblemException.of(422, code, title, detail);
    }
}
