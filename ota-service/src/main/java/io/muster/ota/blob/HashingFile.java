// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.blob;

import io.muster.ota.artifact.Sha256;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file that is hashed and counted while it is written. The hash costs an event loop less than a
 * tenth of a millisecond per buffer, so it is not worth a change of threads.
 */
final class HashingFile implements WriteStream<Buffer> {

    private final AsyncFile file;
    private final long maxBytes;
    private final MessageDigest digest;
    private long size;

    HashingFile(AsyncFile file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public Future<Void> write(Buffer data) {
        size += data.length();
        if (size > maxBytes) {
            return Future.failedFuture(new Overflow());
        }
        digest.update(data.getBytes());
        return file.write(data);
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
        write(data).onComplete(handler);
    }

    /** The digest of everything that was written; ends the counting. */
    Sha256 sha256() {
        return Sha256.of(digest.digest());
    }

    long size() {
        return size;
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        file.end(handler);
    }

    @Override
    public HashingFile exceptionHandler(Handler<Throwable> handler) {
        file.exceptionHandler(handler);
        return this;
    }

    @Override
    public HashingFile setWriteQueueMaxSize(int maxSize) {
        file.setWriteQueueMaxSize(maxSize);
        return this;
    }

    /** A pipe asks once more after a write that failed, when the file is closed already. */
    @Override
    public boolean writeQueueFull() {
        return size <= maxBytes && file.writeQueueFull();
    }

    @Override
    public HashingFile drainHandler(Handler<Void> handler) {
        file.drainHandler(handler);
        return this;
    }

    /** The stream is longer than it may be. */
    static final class Overflow extends RuntimeException {
        Overflow() {
            super("more bytes than allowed", null, false, false);
        }
    }
}
