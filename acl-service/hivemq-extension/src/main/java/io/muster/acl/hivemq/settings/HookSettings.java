// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How acl-service is asked.
 *
 * @param url the base of the paths {@code connect} and {@code authorize}
 * @param secret what proves this broker
 * @param deadline how long a client waits for a decision before it is refused
 * @param connections how many questions are asked at once, for connects and for all else each
 * @param waiting how many more wait for their turn, for each of the two
 * @param authorities a PEM file with the authorities that acl-service's certificate may come from
 */
public record HookSettings(
        URI url,
        Secret secret,
        Duration deadline,
        int connections,
        int waiting,
        Optional<Path> authorities) {

    static final Duration DEADLINE = Duration.ofSeconds(2);
    static final int CONNECTIONS = 256;
    static final int WAITING = 8_192;

    /** Everything else as it is by default. */
    public static HookSettings of(URI url, Secret secret) {
        return new HookSettings(url, secret, DEADLINE, CONNECTIONS, WAITING, Optional.empty());
    }
}
