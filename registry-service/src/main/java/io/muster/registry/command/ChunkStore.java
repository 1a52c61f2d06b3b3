// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;

/** The chunks of artifacts, as they came; guarded by the lock of their command. */
@ApplicationScoped
class ChunkStore {

    private static final String INSERT =
            """
            INSERT INTO command_chunk (tenant_id, command_id, number, bytes) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """;
    private static final String HELD =
            "SELECT number, length(bytes) AS size FROM command_chunk WHERE tenant_id = $1 AND command_id = $2";
    private static final String READ =
            "SELECT bytes FROM command_chunk WHERE tenant_id = $1 AND command_id = $2 ORDER BY number";
    private static final String DELETE =
            "DELETE FROM command_chunk WHERE tenant_id = $1 AND command_id = $2";

    /** Which chunks there are, and how many bytes all of them have. */
    record Held(BitSet numbers, long bytes) {}

    /** Adds a chunk; the first of a number stays. */
    Uni<Void> insert(SqlConnection connection, Command command, Answer.Chunk chunk) {
        var row = key(command).addInteger(chunk.number()).addBuffer(Buffer.buffer(chunk.bytes()));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    Uni<Held> held(SqlConnection connection, Command command) {
        return connection
                .preparedQuery(HELD)
                .execute(key(command))
                .map(rows -> {
                    var numbers = new BitSet();
                    rows.forEach(row -> numbers.set(row.getInteger("number")));
                    return new Held(
                            numbers, rows.stream().mapToLong(row -> row.getInteger("size")).sum());
                });
    }

    /** All chunks in their order. */
    Uni<byte[]> read(SqlConnection connection, Command command) {
        return connection
                .preparedQuery(READ)
                .execute(key(command))
                .map(rows -> {
                    var whole = Buffer.buffer();
                    rows.forEach(row -> whole.appendBuffer(row.getBuffer("bytes")));
                    return whole.getBytes();
                });
    }

    Uni<Void> delete(SqlConnection connection, Command command) {
        return connection.preparedQuery(DELETE).execute(key(command)).replaceWithVoid();
    }

    private static Tuple key(Command command) {
        return Tuple.tuple().addString(command.identity().tenant().value()).addUUID(command.id());
    }
}
