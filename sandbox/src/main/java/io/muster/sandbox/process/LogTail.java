// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log, without reading all of it. */
public final class LogTail {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ )|\\s*$");

    private LogTail() {}

    /**
     * The last lines of a file, as many as asked for and as fit into 64 KiB; empty when there is no
     * file.
     */
    public static List<String> of(Path log, int lines) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - MAX_BYTES);
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The same without the frames of stack traces, of which only what was thrown is left. */
    public static List<String> withoutFrames(Path log, int lines) {
        var all =
                of(log, Integer.MAX_VALUE).stream()
                        .filter(line -> !FRAME.matcher(line).lookingAt())
                        .toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }
}
