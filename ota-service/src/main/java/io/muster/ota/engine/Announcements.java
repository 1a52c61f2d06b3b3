// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.Rollout;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the other services, in the transaction of what is told. */
@ApplicationScoped
public class Announcements {

    private final Outbox outbox;

    Announcements(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Tells of everything that changed. */
    Uni<Void> of(RolloutWork work) {
        return InTurn.forEach(work.changedJobs(), job -> job(work.connection(), work.tenant(), job))
                .chain(() ->
                        work.stateChanged()
                                ? rollout(work.connection(), work.tenant(), work.rollout())
                                : Uni.createFrom().voidItem());
    }

    /** Tells where a rollout stands. */
    public Uni<Void> rollout(SqlConnection connection, TenantId tenant, Rollout rollout) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("rollout", rollout.id().toString())
                        .put("state", rollout.state().name())
                        .put("reason", rollout.reason());
        return outbox.append(connection, tenant, "rollout.changed", rollout.id().toString(), data)
                .replaceWithVoid();
    }

    /** Tells where a job stands. */
    public Uni<Void> job(SqlConnection connection, TenantId tenant, Job job) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("rollout", job.order().rollout().toString())
                        .put("job", job.id().toString())
                        .put("device", job.device().value())
                        .put("state", job.state().name())
                        .put("reason", job.progress().reason());
        return outbox.append(connection, tenant, "job.changed", job.device().value(), data)
                .replaceWithVoid();
    }
}
