// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a sandbox PostgreSQL is started.
 *
 * @param directory where the cluster is kept; created when it is missing, used as it is otherwise
 * @param log the file to which the server writes
 * @param port on 127.0.0.1
 * @param superuserPassword the password of {@code postgres}
 * @param roles the services' logins
 * @param settings of {@code postgresql.conf}, over the sandbox's own
 * @param programs where PostgreSQL's programs are unpacked, once
 */
public record PostgresOptions(
        Path directory,
        Path log,
        int port,
        String superuserPassword,
        List<ServiceRole> roles,
        Map<String, String> settings,
        Path programs) {

    /** Nothing survives a power cut, and starts and commits take no time: for tests. */
    public static final Map<String, String> FAST =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    /** What is committed is on the disk, as in production. */
    public static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    /** The settings cannot change after the start. */
    public PostgresOptions {
        roles = List.copyOf(roles);
        settings = Map.copyOf(settings);
    }
}
