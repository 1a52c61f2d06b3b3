// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import io.muster.platform.topic.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An address that events are sent to.
 *
 * @param types the types of events that are wanted; none means all
 * @param failures in a row
 * @param reason why it was disabled
 */
public record Webhook(
        TenantId tenant,
        UUID id,
        URI url,
        List<String> types,
        boolean enabled,
        int failures,
        Optional<String> reason,
        Instant createdAt) {

    public Webhook {
        types = List.copyOf(types);
    }
}
