// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which devices are put into a group and which are taken out; at most 1,000. */
@RegisterForReflection
@Schema(name = "GroupMemberChange")
record MemberChange(
        @Schema(description = "Ids of devices, which must exist.") List<String> add,
        @Schema(description = "Ids of devices; those that are not in the group are passed over.")
                List<String> remove) {

    private static final int MOST = 1000;

    /** Lists that are missing are empty. */
    MemberChange(@Nullable List<String> add, @Nullable List<String> remove) {
        this.add = distinct(add);
        this.remove = distinct(remove);
        if (this.add.size() + this.remove.size() > MOST) {
            throw new IllegalArgumentException("add and remove have at most 1,000 ids together.");
        }
        if (this.remove.stream().anyMatch(this.add::contains)) {
            throw new IllegalArgumentException("A device is in both add and remove.");
        }
    }

    private static List<String> distinct(@Nullable List<String> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.size() > MOST || ids.stream().anyMatch(MemberChange::unusable)) {
            throw new IllegalArgumentException("add and remove are lists of at most 1,000 ids.");
        }
        return List.copyOf(new LinkedHashSet<>(ids));
    }

    private static boolean unusable(@Nullable String id) {
        return id == null || id.indexOf(0) >= 0;
    }

    /** All that are named. */
    List<String> all() {
        return Stream.concat(add.stream(), remove.stream()).toList();
    }
}
