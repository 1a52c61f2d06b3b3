// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.device.store.DeviceSearch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller may take away, whatever the form of the file is. */
@ApplicationScoped
class DeviceExport {

    /** Of both forms, for the description of the API. */
    static final String INCLUDE =
            "Some of groups (those filled by hand), gateways and credentials, with commas between"
                    + " them. Credentials are hashes, without pre-shared keys; role tenant-admin.";

    private final Caller caller;
    private final DeviceLines lines;
    private final TieLines ties;
    private final ExportJournal journal;
    private final Clock clock;

    DeviceExport(
            Caller caller, DeviceLines lines, TieLines ties, ExportJournal journal, Clock clock) {
        this.caller = caller;
        this.lines = lines;
        this.ties = ties;
        this.journal = journal;
        this.clock = clock;
    }

    /** The caller's devices in batches, each read when the one before was sent. */
    Multi<List<ObjectNode>> read(@Nullable String filter, Set<Include> includes) {
        var tenant = caller.tenant();
        var search = new DeviceSearch(tenant, filter, false, clock.instant());
        return admitted(includes)
                .onItem()
                .transformToMulti(_ -> lines.read(search))
                .onItem()
                .transformToUniAndConcatenate(batch -> ties.add(tenant, includes, batch));
    }

    private Uni<Boolean> admitted(Set<Include> includes) {
        if (!includes.contains(Include.CREDENTIALS)) {
            return Uni.createFrom().item(true);
        }
        if (!caller.has(Roles.TENANT_ADMIN)) {
            throw Problems.forbidden("A tenant-admin takes credentials away.");
        }
        return journal.credentials(caller.tenant(), caller.subject()).replaceWith(true);
    }
}
