// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.webhook.store.Webhook;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Webhook")
record WebhookView(
        UUID id,
        URI url,
        @Schema(description = "The types of events that are sent; none means all.")
                List<String> types,
        boolean enabled,
        @Schema(description = "Failures in a row.") int failures,
        @Schema(description = "Why it was disabled.") @Nullable String reason,
        @Schema(
                        description =
                                "Signs what is sent. Only in the answer to the request that added"
                                        + " the webhook, which is the only one to show it.")
                @Nullable String secret,
        Instant createdAt) {

    static WebhookView of(Webhook webhook) {
        return view(webhook, null);
    }

    static WebhookView of(Webhook webhook, Signature.Secret secret) {
        return view(webhook, secret.text());
    }

    private static WebhookView view(Webhook webhook, @Nullable String secret) {
        return new WebhookView(
                webhook.id(),
                webhook.url(),
                webhook.types(),
                webhook.enabled(),
                webhook.failures(),
                webhook.reason().orElse(null),
                secret,
                webhook.createdAt());
    }
}
