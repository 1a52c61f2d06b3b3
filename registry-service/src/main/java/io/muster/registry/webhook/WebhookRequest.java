// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where events are to be sent, and which. */
@RegisterForReflection
@Schema(name = "WebhookRequest")
record WebhookRequest(
        @Schema(description = "An https address outside of private networks.", required = true)
                String url,
        @Schema(description = "Such as device.created; none means all. At most 50.")
                @Nullable List<String> types) {

    private static final int MOST_TYPES = 50;
    private static final Pattern TYPE =
            Pattern.compile("[a-z][a-z-]{0,31}(\\.[a-z][a-z-]{0,31}){1,3}");

    WebhookRequest {
        if (url == null) {
            throw new IllegalArgumentException("url is missing.");
        }
        if (types != null
                && (types.size() > MOST_TYPES
                        || !types.stream()
                                .allMatch(type -> type != null && TYPE.matcher(type).matches()))) {
            throw new IllegalArgumentException("types are at most 50, each like device.created.");
        }
    }

    List<String> wanted() {
        return types == null ? List.of() : types;
    }
}
