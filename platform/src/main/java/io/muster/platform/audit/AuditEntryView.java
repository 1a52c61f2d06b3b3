// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log. One that can't be read, which is none of ours, has its place and its
 * hash only.
 */
@RegisterForReflection
@Schema(name = "AuditEntry")
public record AuditEntryView(
        long sequence,
        @Nullable Instant at,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target,
        @Schema(implementation = Object.class) @Nullable JsonNode detail,
        String hash) {

    static AuditEntryView of(AuditRecord record) {
        var link = record.link();
        var entry = record.entry();
        return entry == null
                ? new AuditEntryView(link.sequence(), null, null, null, null, null, link.hash())
                : new AuditEntryView(
                        link.sequence(),
                        record.at(),
                        entry.actor(),
                        entry.action(),
                        entry.target(),
                        entry.detail(),
                        link.hash());
    }
}
