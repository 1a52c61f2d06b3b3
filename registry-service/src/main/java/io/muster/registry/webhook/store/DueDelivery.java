// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import io.muster.platform.topic.TenantId;
import io.vertx.mutiny.core.buffer.Buffer;
import java.net.URI;
import java.util.UUID;

/**
 * An event that is to be sent now.
 *
 * @param secret sealed
 * @param attempt from 1
 */
public record DueDelivery(
        TenantId tenant,
        UUID id,
        UUID webhook,
        URI url,
        Buffer secret,
        String eventId,
        String body,
        int attempt) {}
