// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.input.RecordSplitter;
import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that is arriving: its rows, up to some hundred of them, and what is known of all so far.
 */
final class Intake {

    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final RecordSplitter splitter;
    private final MessageDigest digest;
    private final List<String> waiting = new ArrayList<>();
    private long characters;
    private long bytes;
    private Instant drained;

    /**
     * @param now when it begins to arrive
     * @param purpose what is to be done with the file: for another purpose it is another file
     */
    Intake(FileFormat format, String purpose, Instant now) {
        drained = now;
        splitter = format.splitter();
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
        digest.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void take(Buffer buffer) {
        var some = buffer.getBytes();
        bytes += some.length;
        digest.update(some);
        splitter.take(some, this::add);
    }

    /** The file is over. */
    void end() {
        splitter.end(this::add);
    }

    private void add(String row) {
        waiting.add(row);
        characters += row.length();
    }

    /**
     * Whether the rows that wait are worth a statement, or so much time has passed that one has to
     * tell that the file still arrives.
     */
    boolean isDue(Instant now, Duration pause) {
        return waiting.size() >= MOST_ROWS
                || characters >= MOST_CHARACTERS
                || now.isAfter(drained.plus(pause));
    }

    /** The rows that wait; they do no more. */
    List<String> drain(Instant now) {
        drained = now;
        var rows = List.copyOf(waiting);
        waiting.clear();
        characters = 0;
        return rows;
    }

    long rows() {
        return splitter.rows();
    }

    long bytes() {
        return bytes;
    }

    String header() {
        return splitter.header();
    }

    /** Of purpose and file; ends the counting. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
