// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.platform.sql.Database;
import io.muster.registry.status.store.CrlStore;
import io.muster.registry.status.store.ListId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Has revocation lists made that are due or have news; those of one moment make one list. */
@ApplicationScoped
class CrlSchedule {

    private static final Logger LOG = Logger.getLogger(CrlSchedule.class);

    private final Database database;
    private final CrlStore lists;
    private final CrlPublisher publisher;

    CrlSchedule(Database database, CrlStore lists, CrlPublisher publisher) {
        this.database = database;
        this.lists = lists;
        this.publisher = publisher;
    }

    @Scheduled(
            every = "${muster.status.crl-every:1s}",
            delayed = "1s",
            identity = "revocation-lists",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return database.transaction(lists::begin)
                .chain(() -> database.read(lists::listWanted))
                .onItem()
                .transformToMulti(wanted -> Multi.createFrom().iterable(wanted))
                .onItem()
                .transformToUniAndConcatenate(this::publish)
                .onItem()
                .ignoreAsUni();
    }

    /** One that fails is wanted again in a second, and keeps no other from its turn. */
    private Uni<Void> publish(ListId list) {
        return publisher
                .publish(list)
                .onFailure()
                .invoke(failure ->
                        LOG.errorf(
                                failure,
                                "Revocation list %d of CA %s was not made",
                                list.shard(),
                                list.issuer()))
                .onFailure()
                .recoverWithNull();
    }
}
