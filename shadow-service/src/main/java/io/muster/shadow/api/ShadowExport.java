// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.OffLoop;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Absent;
import io.muster.shadow.document.LedgerJson;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowCatalog;
import io.muster.shadow.store.ShadowCatalog.Range;
import io.muster.shadow.store.ShadowCatalog.Whole;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All shadows of a tenant as lines of JSON, a page of them in memory at a time. */
@ApplicationScoped
class ShadowExport {

    /** A shadow may have as many bytes as a document, and as many again of metadata. */
    private static final int AT_A_TIME = 50;

    /** Behind every character of a device id, in bytes. */
    private static final String LAST = "\u007f";

    private static final Set<Field> FIELDS =
            EnumSet.of(Field.DESIRED, Field.REPORTED, Field.TAGS, Field.METADATA);

    private final ShadowCatalog catalog;
    private final OffLoop threads;
    private final ObjectMapper json;

    ShadowExport(ShadowCatalog catalog, OffLoop threads, ObjectMapper json) {
        this.catalog = catalog;
        this.threads = threads;
        this.json = json;
    }

    /** How far one export has got. */
    private static final class Progress {

        private String device;
        private String name = "";

        Progress(String prefix) {
            this.device = prefix;
        }

        void passed(List<Whole> page) {
            if (!page.isEmpty()) {
                device = page.getLast().key().device().value();
                name = page.getLast().key().name().value();
            }
        }
    }

    /**
     * The shadows of devices whose ids begin so, some lines at a time, each read when wanted.
     *
     * @param deleted whether those that are gone have a line, too
     */
    Multi<String> lines(TenantId tenant, String prefix, boolean deleted) {
        var range = new Range(tenant, prefix + LAST, deleted);
        return Multi.createBy()
                .repeating()
                .uni(() -> new Progress(prefix), progress -> next(range, progress))
                .until(List::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(page -> threads.run(() -> text(page)));
    }

    private Uni<List<Whole>> next(Range range, Progress progress) {
        return catalog.whole(range, progress.device, progress.name, AT_A_TIME)
                .invoke(progress::passed);
    }

    private String text(List<Whole> page) {
        return page.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Whole shadow) {
        try {
            return json.writeValueAsString(content(shadow.key(), shadow.shadow()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object content(ShadowKey key, Shadow shadow) {
        return switch (shadow) {
            case ShadowDocument document ->
                    new Line(
                            ShadowView.of(key, document, null, FIELDS),
                            LedgerJson.of(document.ledger()));
            case Absent(var version) ->
                    new Tombstone(key.device().value(), key.name().value(), version, true);
        };
    }

    /** A shadow, and what is kept of it beside that. */
    @RegisterForReflection
    record Line(@JsonUnwrapped ShadowView shadow, ObjectNode ledger) {}

    /** A shadow that is gone: the number is used up. */
    @RegisterForReflection
    record Tombstone(String deviceId, String name, long version, boolean deleted) {}
}
