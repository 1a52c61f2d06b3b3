// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.AclConfig;
import io.muster.acl.trail.Trail;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings refusals into the audit log, some at a time and off the decision's path. While the
 * database is away they wait in the trail; how many made room for others there is counted.
 */
@ApplicationScoped
class RefusalAudit {

    private static final Logger LOG = Logger.getLogger(RefusalAudit.class);
    private static final int MAX_AT_ONCE = 5_000;

    private final Trail trail;
    private final Database database;
    private final AuditLog audit;
    private final boolean stored;
    private final Counter lost;
    private long seen;

    RefusalAudit(
            Trail trail,
            Database database,
            AuditLog audit,
            AclConfig config,
            MeterRegistry meters) {
        this.trail = trail;
        this.database = database;
        this.audit = audit;
        this.stored = config.policies().dir().isEmpty();
        this.lost =
                Counter.builder("muster.acl.refusals.unaudited")
                        .description("Refusals that the audit log could not take in time")
                        .register(meters);
    }

    @Scheduled(
            every = "${muster.acl.trail.audit-every}",
            identity = "refusal-audit",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> write() {
        if (!stored) {
            return Uni.createFrom().voidItem();
        }
        var news = trail.since(seen, decided -> !decided.allowed(), MAX_AT_ONCE);
        return append(Refused.of(news.decisions()))
                .invoke(() -> {
                    seen = news.position();
                    lost.increment((double) news.lost());
                })
                .onFailure()
                .invoke(failure ->
                        LOG.debugf("Refusals wait for the audit log: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** All in one transaction, in the tenants' order, so that replicas do not wait in a circle. */
    private Uni<Void> append(List<Refused> refused) {
        return refused.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.transaction(connection -> append(connection, refused));
    }

    private Uni<Void> append(SqlConnection connection, List<Refused> refused) {
        var appended = Uni.createFrom().voidItem();
        for (var tenants : refused) {
            appended =
                    appended.chain(
                            () -> audit.append(connection, tenants.tenant(), tenants.entry()));
        }
        return appended;
    }
}
