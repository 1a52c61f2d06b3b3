// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.certificate.store.ExpiryStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceCertificate;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Tells once of each certificate that nears its end without a successor: its device has missed its
 * time to renew, or does not know how to.
 */
@ApplicationScoped
class ExpiryWatch {

    private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);
    private static final int TENANTS = 256;
    private static final int BATCH = 500;

    private final Database database;
    private final ExpiryStore expiries;
    private final RegistryEvents events;

    ExpiryWatch(Database database, ExpiryStore expiries, RegistryEvents events) {
        this.database = database;
        this.expiries = expiries;
        this.events = events;
    }

    /** What fails, or is too much for one round, is due in the next one too. */
    @Scheduled(
            every = "{muster.certificates.expiry-check:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "certificate-expiry")
    Uni<Void> look() {
        return database.read(connection -> expiries.dueTenants(connection, TENANTS))
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .onItem()
                .ignoreAsUni()
                .invoke(events::wake)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Expiring certificates wait: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> tell(TenantId tenant) {
        return database.transaction(connection ->
                expiries.take(connection, tenant, BATCH)
                        .map(due -> due.stream().map(ExpiryWatch::draft).toList())
                        .chain(drafts -> events.tell(connection, tenant, drafts)));
    }

    private static EventDraft draft(DeviceCertificate certificate) {
        var device = certificate.identity().device().value();
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("device", device)
                        .put("fingerprint", certificate.fingerprint().hex())
                        .put("serial", certificate.serial())
                        .put("issuer", certificate.issuer().hex())
                        .put("notAfter", certificate.validity().notAfter().toString());
        return new EventDraft("certificate.expiring", device, data);
    }
}
