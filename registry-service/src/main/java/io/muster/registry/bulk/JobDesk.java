// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.registry.api.Caller;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.JobMode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes files in for the caller and shows the caller's jobs, whatever they are for. */
@ApplicationScoped
class JobDesk {

    private final Caller caller;
    private final Uploads uploads;
    private final Jobs jobs;
    private final Clock clock;

    JobDesk(Caller caller, Uploads uploads, Jobs jobs, Clock clock) {
        this.caller = caller;
        this.uploads = uploads;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Streams the body of a request in that the caller has paused.
     *
     * @param path of the jobs, below which the new one is found
     */
    Uni<Response> accept(
            HttpServerRequest request,
            JobMode mode,
            FileFormat format,
            @Nullable String key,
            String path) {
        var upload =
                new Upload(caller.tenant(), caller.subject(), mode, format, UploadKey.checked(key));
        return uploads.receive(upload, MultiHelper.toMulti(request).map(Buffer::newInstance))
                .map(job ->
                        Response.accepted(view(job))
                                .location(URI.create(path + "/" + job.id()))
                                .build());
    }

    /** A job that does one of these. */
    Uni<BulkJob> find(String id, Set<JobMode> modes) {
        return jobs.get(caller.tenant(), JobIds.parse(id), modes);
    }

    Uni<JobView> get(String id, Set<JobMode> modes) {
        return find(id, modes).map(this::view);
    }

    Uni<JobView> cancel(String id, Set<JobMode> modes) {
        return jobs.cancel(caller.tenant(), JobIds.parse(id), modes, caller.subject())
                .map(this::view);
    }

    Uni<JobView> resume(String id, Set<JobMode> modes) {
        return jobs.resume(caller.tenant(), JobIds.parse(id), modes, caller.subject())
                .map(this::view);
    }

    JobView view(BulkJob job) {
        return JobView.of(job, clock.instant());
    }
}
