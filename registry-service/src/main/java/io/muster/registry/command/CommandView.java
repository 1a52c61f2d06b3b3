// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.registry.command.Command.Promise;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A command as the API shows it. */
@RegisterForReflection
@Schema(name = "Command")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandView(
        UUID id,
        CommandKind kind,
        @Schema(type = SchemaType.OBJECT) JsonNode params,
        CommandState state,
        Instant createdAt,
        Instant changedAt,
        Instant deadline,
        @Schema(description = "What the device answered.", type = SchemaType.OBJECT)
                @Nullable JsonNode result,
        @Schema(description = "Why it failed.") @Nullable String reason,
        @Schema(description = "The digest of the artifact, which can be downloaded.")
                @Nullable String sha256) {

    static CommandView of(Command command) {
        var result = CommandJson.tree(command.result());
        boolean whole = command.state() == CommandState.DONE;
        return new CommandView(
                command.id(),
                command.kind(),
                CommandJson.tree(command.params()),
                command.state(),
                command.createdAt(),
                command.changedAt(),
                command.deadline(),
                result.isNull() ? null : result,
                command.reason(),
                whole ? command.promise().map(Promise::sha256).orElse(null) : null);
    }
}
