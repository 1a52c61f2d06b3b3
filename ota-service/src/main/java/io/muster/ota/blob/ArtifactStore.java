// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.blob;

import io.muster.ota.artifact.Sha256;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps bytes under their digest. What is found here is complete and was written to the disk before
 * anybody was told of it.
 */
public interface ArtifactStore {

    /**
     * Takes in a stream, however long, holding no more of it in memory than a few buffers. Fails
     * when the stream breaks off or the store has no room; then nothing is left behind.
     */
    Uni<Receipt> receive(TenantId tenant, ReadStream<Buffer> bytes, Expectation expectation);

    /** The file that holds an artifact; empty when there is none. */
    Uni<Optional<StoredFile>> find(TenantId tenant, Sha256 sha256);

    /**
     * What the bytes must be like.
     *
     * @param maxBytes no more than these
     * @param sha256 what the client says it sends, where it says so
     */
    record Expectation(long maxBytes, Optional<Sha256> sha256) {}

    /** An artifact's bytes. */
    record StoredFile(Path path, long size) {}

    /** What came of a stream. */
    sealed interface Receipt {

        /** The bytes are kept. */
        record Kept(Sha256 sha256, long size) implements Receipt {}

        /** They went beyond the limit; the rest was not read. */
        record TooLarge(long maxBytes) implements Receipt {}

        /** They are not what the client announced. */
        record Mismatch(Sha256 announced, Sha256 received) implements Receipt {}
    }
}
