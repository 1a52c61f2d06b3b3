// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.blob;

import io.muster.ota.artifact.Sha256;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The layout of the directory. Its parts come from value types whose grammar leaves no way out of
 * it.
 */
record Directory(Path root) {

    /** Longer than any upload takes; replicas share the directory, so younger ones are not ours. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    /** No tenant can be called this, because of the dot. */
    private static final String INCOMING = ".incoming";

    private static final int FAN_OUT_DIGITS = 2;

    void prepare() throws IOException {
        Files.createDirectories(root.resolve(INCOMING));
        var abandoned = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
        try (var files = Files.newDirectoryStream(root.resolve(INCOMING))) {
            for (var file : files) {
                deleteOlder(file, abandoned);
            }
        }
    }

    private static void deleteOlder(Path file, FileTime limit) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Another replica tidies up, or an upload was finished.
        }
    }

    Path incoming(UUID upload) {
        return root.resolve(INCOMING).resolve(upload.toString());
    }

    Path file(TenantId tenant, Sha256 sha256) {
        return shelf(tenant, sha256).resolve(sha256.hex());
    }

    private Path shelf(TenantId tenant, Sha256 sha256) {
        return root.resolve(tenant.value()).resolve(sha256.hex().substring(0, FAN_OUT_DIGITS));
    }

    /** The file's content, its name, and the directory that holds the name: all on the disk. */
    void keep(Path temporary, TenantId tenant, Sha256 sha256) throws IOException {
        var shelf = shelf(tenant, sha256);
        Files.createDirectories(shelf);
        force(temporary, StandardOpenOption.WRITE);
        Files.move(temporary, file(tenant, sha256), StandardCopyOption.ATOMIC_MOVE);
        force(shelf, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
