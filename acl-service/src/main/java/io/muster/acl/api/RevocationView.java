// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.revocation.Revocation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A revocation in force. */
@RegisterForReflection
public record RevocationView(
        String id,
        String type,
        String value,
        Instant since,
        @Nullable Instant until,
        @Nullable String reason,
        String by) {

    static RevocationView of(Revocation revocation) {
        return new RevocationView(
                revocation.id(),
                revocation.kind().wireName(),
                revocation.value(),
                revocation.since(),
                revocation.until(),
                revocation.reason(),
                revocation.by());
    }
}
