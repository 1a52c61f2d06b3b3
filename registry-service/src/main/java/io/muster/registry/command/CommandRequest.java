// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.problem.Problems;
import io.muster.registry.identity.DeviceIdentity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a device is to do. */
@RegisterForReflection
@Schema(name = "CommandRequest")
record CommandRequest(
        @Schema(required = true) @Nullable CommandKind kind,
        @Schema(description = "For the device, at most 2 KiB.", type = SchemaType.OBJECT)
                @Nullable JsonNode params,
        @Schema(
                        description =
                                "Seconds after which the command is given up; an hour unless given.",
                        minimum = "1",
                        maximum = "604800")
                @Nullable Integer ttl) {

    private static final int DEFAULT_TTL = 3_600;
    private static final int LONGEST_TTL = 7 * 86_400;
    private static final int MOST_PARAMS = 2_048;

    /** The command; a 400 problem when it makes no sense. */
    Command command(DeviceIdentity identity, UUID id, Instant now) {
        return new Command(
                identity,
                id,
                wanted(),
                text(),
                CommandState.QUEUED,
                now,
                now.plusSeconds(seconds()),
                now,
                null,
                null,
                Optional.empty(),
                0);
    }

    private CommandKind wanted() {
        if (kind == null) {
            throw Problems.invalid("kind is log, ping, reboot or snapshot.");
        }
        return kind;
    }

    private int seconds() {
        int seconds = ttl == null ? DEFAULT_TTL : ttl;
        if (seconds < 1 || seconds > LONGEST_TTL) {
            throw Problems.invalid("ttl is 1 to " + LONGEST_TTL + " seconds.");
        }
        return seconds;
    }

    private String text() {
        if (params == null || params.isNull()) {
            return "{}";
        }
        var text = params.toString();
        if (!params.isObject() || text.length() > MOST_PARAMS) {
            throw Problems.invalid("params is a JSON object of at most 2 KiB.");
        }
        return text;
    }
}
