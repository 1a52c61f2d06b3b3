// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.api.OffLoop;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.store.ShadowCatalog;
import io.muster.shadow.store.ShadowCatalog.Whole;
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

    /** The shadows of devices whose ids begin so, some lines at a time, each read when wanted. */
    Multi<String> lines(TenantId tenant, String prefix) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Progress(prefix), progress -> next(tenant, prefix, progress))
                .until(List::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(page -> threads.run(() -> text(page)));
    }

    private Uni<List<Whole>> next(TenantId tenant, String prefix, Progress progress) {
        return catalog.whole(tenant, progress.device, progress.name, prefix + LAST, AT_A_TIME)
                .invoke(progress::passed);
    }

    private String text(List<Whole> page) {
        return page.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Whole shadow) {
        try {
            var view = ShadowView.of(shadow.key(), shadow.document(), null, FIELDS);
            return json.writeValueAsString(view);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
