// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.document.Ledger;
import io.muster.shadow.document.LedgerJson;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of shadows to be written. Content that did not change is null: it is neither
 * serialised nor sent, and the row keeps what it has.
 */
final class ShadowColumns {

    private ShadowColumns() {}

    static Columns<Batch.Row> of(List<Batch.Row> writes) {
        var columns =
                Columns.of(writes)
                        .text(w -> w.key().tenant().value())
                        .text(w -> w.key().device().value())
                        .text(w -> w.key().name().value())
                        .number(w -> w.before().shadow().version())
                        .number(w -> w.stored().shadow().version())
                        .flag(w -> !(w.stored().shadow() instanceof ShadowDocument));
        for (var name : SectionName.values()) {
            columns.bytes(state(name)).bytes(stamps(name));
        }
        return columns.bytes(ShadowColumns::ledger)
                .flag(w -> w.stored().inSync())
                .flag(w -> w.stored().untold())
                .time(w -> w.stored().nextDue())
                .time(w -> w.stored().unpublishedSince())
                .time(w -> time(w, ShadowDocument::createdAt))
                .time(w -> time(w, ShadowDocument::updatedAt))
                .text(w -> ledger(w.stored().shadow()).delivery().state().word());
    }

    private static Function<Batch.Row, byte @Nullable []> state(SectionName name) {
        return write -> changed(write, name) ? JsonText.bytes(after(write, name).state()) : null;
    }

    private static Function<Batch.Row, byte @Nullable []> stamps(SectionName name) {
        return write -> changed(write, name) ? JsonText.bytes(after(write, name).stamps()) : null;
    }

    /** What is shared is the same node, so that looking for a difference soon ends. */
    private static boolean changed(Batch.Row write, SectionName name) {
        return !after(write, name).equals(section(write.before().shadow(), name));
    }

    private static Section after(Batch.Row write, SectionName name) {
        return section(write.stored().shadow(), name);
    }

    private static Section section(Shadow shadow, SectionName name) {
        return shadow instanceof ShadowDocument document ? document.section(name) : Section.empty();
    }

    private static byte @Nullable [] ledger(Batch.Row write) {
        var ledger = ledger(write.stored().shadow());
        return ledger.equals(ledger(write.before().shadow()))
                ? null
                : JsonText.bytes(LedgerJson.of(ledger));
    }

    private static Ledger ledger(Shadow shadow) {
        return shadow instanceof ShadowDocument document ? document.ledger() : Ledger.NEW;
    }

    /** Of a deleted shadow only the version matters; its times are those of the epoch. */
    private static Instant time(Batch.Row write, Function<ShadowDocument, Instant> time) {
        return write.stored().shadow() instanceof ShadowDocument document
                ? time.apply(document)
                : Instant.EPOCH;
    }
}
