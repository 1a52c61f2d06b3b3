// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.group.store.Group;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A group as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Group")
record GroupView(
        UUID id,
        @Schema(description = "Who is in /site1/floor2 is in /site1 too.") String path,
        @Nullable String displayName,
        @Schema(description = "Finds the members; none when they are put in by hand.")
                @Nullable String query,
        @Schema(description = "Whether a new query is still finding members.") boolean settling,
        @Schema(description = "Counts the changes from 1; also the entity tag.") long version,
        Instant createdAt,
        Instant updatedAt) {

    static GroupView of(Group group) {
        return new GroupView(
                group.id(),
                group.path().value(),
                group.displayName().orElse(null),
                group.query().orElse(null),
                group.settling(),
                group.version(),
                group.createdAt(),
                group.updatedAt());
    }
}
