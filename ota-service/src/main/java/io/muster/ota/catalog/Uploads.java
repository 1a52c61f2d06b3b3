// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.OtaConfig;
import io.muster.ota.artifact.Artifact;
import io.muster.ota.artifact.Sha256;
import io.muster.ota.blob.ArtifactStore;
import io.muster.ota.blob.ArtifactStore.Expectation;
import io.muster.ota.blob.ArtifactStore.Receipt;
import io.muster.ota.http.Caller;
import io.muster.ota.store.ArtifactRecords;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Takes in artifacts: the bytes first, then the record of them. */
@ApplicationScoped
class Uploads {

    private final ArtifactStore store;
    private final Database database;
    private final ArtifactRecords artifacts;
    private final AuditLog audit;
    private final Clock clock;
    private final long maxBytes;

    Uploads(
            ArtifactStore store,
            Database database,
            ArtifactRecords artifacts,
            AuditLog audit,
            Clock clock,
            OtaConfig config) {
        this.store = store;
        this.database = database;
        this.artifacts = artifacts;
        this.audit = audit;
        this.clock = clock;
        this.maxBytes = config.maxArtifactSize().asLongValue();
    }

    /** An artifact, and whether it is new. */
    record Upload(Artifact artifact, boolean added) {}

    /** Refuses what is announced to be too large before a byte of it is read. */
    void checkSize(long announced) {
        if (announced > maxBytes) {
            throw tooLarge(maxBytes);
        }
    }

    Uni<Upload> receive(Caller caller, ReadStream<Buffer> bytes, Optional<Sha256> announced) {
        return store.receive(caller.tenant(), bytes, new Expectation(maxBytes, announced))
                .map(Uploads::kept)
                .chain(kept -> record(caller, kept));
    }

    private static Receipt.Kept kept(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Kept kept -> kept;
            case Receipt.TooLarge(var limit) -> throw tooLarge(limit);
            case Receipt.Mismatch(var announced, var received) ->
                    throw ProblemException.of(
                            422,
                            "digest-mismatch",
                            "The content is not what was announced",
                            "Announced was "
                                    + announced
                                    + ", the SHA-256 of what arrived is "
                                    + received
                                    + ".");
        };
    }

    private static ProblemException tooLarge(long limit) {
        return Problems.tooLarge("An artifact may have at most " + limit + " bytes.");
    }

    /** Of two uploads of the same content at the same time, one finds the other's record. */
    private Uni<Upload> record(Caller caller, Receipt.Kept kept) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var artifact = new Artifact(kept.sha256(), kept.size(), caller.subject(), now);
        return database.transaction(connection -> add(connection, caller, artifact));
    }

    private Uni<Upload> add(SqlConnection connection, Caller caller, Artifact artifact) {
        return artifacts
                .add(connection, caller.tenant(), artifact)
                .call(there ->
                        there.isPresent()
                                ? Uni.createFrom().voidItem()
                                : audit.append(connection, caller.tenant(), entry(artifact)))
                .map(there ->
                        there.map(earlier -> new Upload(earlier, false))
                                .orElse(new Upload(artifact, true)));
    }

    private static AuditEntry entry(Artifact artifact) {
        return new AuditEntry(
                artifact.createdBy(),
                "artifact.upload",
                artifact.sha256().hex(),
                JsonNodeFactory.instance.objectNode().put("size", artifact.size()));
    }
}
