// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.group.store.Group;
import io.muster.registry.group.store.GroupStore.Draft;
import io.muster.registry.membership.GroupQuery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is chosen for a group. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "GroupOptions")
record GroupDraft(
        @Schema(maxLength = GroupDraft.LONGEST_NAME) @Nullable String displayName,
        @Schema(
                        description =
                                "Finds the members: a filter as of listDevices, without group, with"
                                        + " at most 200 values. Without it members are put in by"
                                        + " hand.")
                @Nullable String query) {

    static final int LONGEST_NAME = 200;

    GroupDraft {
        if (displayName != null && (displayName.isBlank() || displayName.length() > LONGEST_NAME)) {
            throw new IllegalArgumentException("displayName has 1 to 200 characters.");
        }
        if (displayName != null && displayName.contains("\u0000")) {
            throw new IllegalArgumentException("displayName has no NUL characters.");
        }
    }

    static GroupDraft of(Group group) {
        return new GroupDraft(group.displayName().orElse(null), group.query().orElse(null));
    }

    Draft draft() {
        return new Draft(
                Optional.ofNullable(displayName),
                Optional.ofNullable(query).map(GroupQuery::parse));
    }
}
