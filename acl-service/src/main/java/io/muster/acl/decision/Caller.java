// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import org.jspecify.annotations.Nullable;

/**
 * An identity on one MQTT connection, as policy rules see it.
 *
 * @param username what the client sent; null when it sent none or an empty one
 */
public record Caller(Subject subject, String clientId, @Nullable String username, Origin origin) {

    /** The same, connected from there. */
    public Caller from(Origin other) {
        return new Caller(subject, clientId, username, other);
    }
}
