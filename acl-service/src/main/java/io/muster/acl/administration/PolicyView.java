// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.store.VersionFacts;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy as administrators see it in lists.
 *
 * @param restoredFrom the version that a rollback brought back
 */
@Schema(name = "Policy")
public record PolicyView(
        String id,
        long version,
        int rules,
        int bytes,
        @Nullable Long restoredFrom,
        String createdBy,
        Instant createdAt) {

    static PolicyView of(VersionFacts facts) {
        var from = facts.restoredFrom();
        return new PolicyView(
                facts.policy(),
                facts.version(),
                facts.rules(),
                facts.bytes(),
                from.isPresent() ? from.getAsLong() : null,
                facts.createdBy(),
                facts.createdAt());
    }
}
