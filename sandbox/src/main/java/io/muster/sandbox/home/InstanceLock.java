// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Only one sandbox runs in a directory. The lock is the operating system's: it ends with the
 * process that holds it, however that ends, so that a stale file means nothing.
 */
public final class InstanceLock implements AutoCloseable {

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process holds the lock. */
    public static Optional<InstanceLock> tryAcquire(MusterHome home) throws IOException {
        var channel =
                FileChannel.open(file(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            return Optional.empty();
        }
        Files.writeString(pidFile(home), Long.toString(ProcessHandle.current().pid()));
        return Optional.of(new InstanceLock(channel));
    }

    /** The process that runs a sandbox in the directory, when one does. */
    public static Optional<ProcessHandle> owner(MusterHome home) throws IOException {
        return isHeld(home) && Files.exists(pidFile(home))
                ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile(home)).strip()))
                : Optional.empty();
    }

    private static boolean isHeld(MusterHome home) throws IOException {
        if (!Files.exists(file(home))) {
            return false;
        }
        try (var channel = FileChannel.open(file(home), StandardOpenOption.WRITE)) {
            return !lock(channel);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    private static Path file(MusterHome home) {
        return home.directory().resolve("lock");
    }

    private static Path pidFile(MusterHome home) {
        return home.directory().resolve("up.pid");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
