// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import io.muster.platform.audit.AuditEntry;
import io.muster.platform.outbox.EventDraft;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to write down and to tell of certificates that were taken back: the last thing a
 * transaction does, because both hold a lock of the whole tenant.
 */
public record Taken(List<AuditEntry> entries, List<EventDraft> drafts) {

    /** Of no certificate. */
    public static final Taken NOTHING = new Taken(List.of(), List.of());

    public Taken {
        entries = List.copyOf(entries);
        drafts = List.copyOf(drafts);
    }

    /** With something else to write down. */
    public Taken with(AuditEntry entry) {
        return new Taken(Stream.concat(entries.stream(), Stream.of(entry)).toList(), drafts);
    }
}
