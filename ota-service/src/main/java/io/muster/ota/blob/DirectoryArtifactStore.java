// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.blob;

import io.muster.ota.OtaConfig;
import io.muster.ota.artifact.Sha256;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Artifacts as files, {@code {tenant}/{first two digits}/{digest}}. A file is written beside them,
 * forced to the disk, and only then given its name, in one step that either happened or did not.
 */
@ApplicationScoped
class DirectoryArtifactStore implements ArtifactStore {

    private final Vertx vertx;
    private final Directory directory;

    DirectoryArtifactStore(Vertx vertx, OtaConfig config) {
        this.vertx = vertx;
        this.directory = new Directory(config.artifactsDirectory().toAbsolutePath());
    }

    /** A directory that can't be written to is found at the start, not at the first upload. */
    void prepare(@Observes StartupEvent start) throws IOException {
        directory.prepare();
    }

    @Override
    public Uni<Receipt> receive(
            TenantId tenant, ReadStream<Buffer> bytes, Expectation expectation) {
        // Nothing may arrive while there is nowhere to put it.
        bytes.pause();
        var temporary = directory.incoming(UUID.randomUUID());
        return Uni.createFrom()
                .completionStage(() ->
                        write(temporary, bytes, expectation)
                                .compose(file -> keep(tenant, temporary, file, expectation))
                                .recover(failure -> discard(temporary, failure, expectation))
                                .toCompletionStage());
    }

    private Future<HashingFile> write(
            Path temporary, ReadStream<Buffer> bytes, Expectation expectation) {
        var options = new OpenOptions().setCreateNew(true).setRead(false);
        return vertx.fileSystem()
                .open(temporary.toString(), options)
                .compose(file -> pipe(bytes, file, expectation));
    }

    private static Future<HashingFile> pipe(
            ReadStream<Buffer> bytes, AsyncFile file, Expectation expectation) {
        var hashing = new HashingFile(file, expectation.maxBytes());
        return bytes.pipe()
                .endOnComplete(false)
                .to(hashing)
                .eventually(() -> file.close())
                .map(hashing);
    }

    private Future<Receipt> keep(
            TenantId tenant, Path temporary, HashingFile file, Expectation expectation) {
        var sha256 = file.sha256();
        if (expectation.sha256().filter(announced -> !announced.equals(sha256)).isPresent()) {
            return vertx.fileSystem()
                    .delete(temporary.toString())
                    .map(new Receipt.Mismatch(expectation.sha256().get(), sha256));
        }
        return vertx.executeBlocking(
                () -> {
                    directory.keep(temporary, tenant, sha256);
                    return new Receipt.Kept(sha256, file.size());
                },
                false);
    }

    private Future<Receipt> discard(Path temporary, Throwable failure, Expectation expectation) {
        Future<Receipt> outcome =
                failure instanceof HashingFile.Overflow
                        ? Future.succeededFuture(new Receipt.TooLarge(expectation.maxBytes()))
                        : Future.failedFuture(failure);
        return vertx.fileSystem().delete(temporary.toString()).transform(_ -> outcome);
    }

    @Override
    public Uni<Optional<StoredFile>> find(TenantId tenant, Sha256 sha256) {
        var path = directory.file(tenant, sha256);
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.fileSystem()
                                .props(path.toString())
                                .map(file -> Optional.of(new StoredFile(path, file.size())))
                                .otherwise(Optional.empty())
                                .toCompletionStage());
    }
}
