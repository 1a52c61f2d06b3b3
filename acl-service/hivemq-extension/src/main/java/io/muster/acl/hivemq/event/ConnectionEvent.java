// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A device's connection began or ended. Its beginning and id put events in order that arrive in
 * none.
 *
 * @param type {@code connected} or {@code disconnected}
 * @param tenant that acl-service found the client to be of
 * @param connection the connection's id
 * @param began when the connection began, in milliseconds since 1970
 * @param certificate the SHA-256 of what the client has shown in TLS, in hexadecimal; told at the
 *     beginning only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionEvent(
        String type,
        String clientId,
        String tenant,
        String connection,
        long began,
        @Nullable String reason,
        @Nullable String certificate) {}
