// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.dispatch;

import io.muster.ota.store.JobDocumentStore;
import io.muster.ota.store.JobDocumentStore.JobDocument;
import io.muster.ota.store.SlotStore;
import io.muster.ota.store.SlotStore.Pending;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceTopic;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Publishes a tenant's slots and notes what the broker has confirmed. A slot is claimed while it is
 * under way, so that no older message of it can come after a newer one; a crash leaves the claim to
 * run out, and the slot is published again.
 */
@ApplicationScoped
class SlotSender {

    private static final Logger LOG = Logger.getLogger(SlotSender.class);
    private static final int BATCH = 100;

    /** Longer than the channel tries to send. */
    private static final Duration CLAIM = Duration.ofSeconds(45);

    private final MutinyEmitter<DeviceMessage> jobs;
    private final Database database;
    private final SlotStore slots;
    private final JobDocumentStore documents;
    private final JobMessage message;
    private final Clock clock;

    SlotSender(
            // Room for a batch of every tenant that is published at once.
            @Channel("ota-jobs") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 512)
                    MutinyEmitter<DeviceMessage> jobs,
            Database database,
            SlotStore slots,
            JobDocumentStore documents,
            JobMessage message,
            Clock clock) {
        this.jobs = jobs;
        this.database = database;
        this.slots = slots;
        this.documents = documents;
        this.message = message;
        this.clock = clock;
    }

    /** Publishes until nothing is left, something can't be sent, or the caller wants no more. */
    Uni<Void> publishAll(TenantId tenant, BooleanSupplier goOn) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(tenant))
                .whilst(more -> more && goOn.getAsBoolean())
                .onItem()
                .ignoreAsUni();
    }

    /** Answers whether there may be more to publish now. */
    private Uni<Boolean> batch(TenantId tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var until = now.plus(CLAIM);
        return database.transaction(
                        connection -> slots.claim(connection, tenant, now, until, BATCH))
                .chain(claimed ->
                        claimed.isEmpty()
                                ? Uni.createFrom().item(false)
                                : publish(tenant, claimed, until));
    }

    private Uni<Boolean> publish(TenantId tenant, List<Pending> claimed, Instant until) {
        return load(tenant, claimed)
                .chain(found -> send(tenant, claimed, found))
                .chain(sent -> settle(tenant, claimed, sent, until))
                .map(sent -> sent == BATCH);
    }

    private Uni<Map<UUID, JobDocument>> load(TenantId tenant, List<Pending> claimed) {
        var ids = claimed.stream().map(Pending::job).flatMap(Optional::stream).toList();
        return database.read(connection -> documents.find(connection, tenant, ids));
    }

    /** Answers what the broker has confirmed. */
    private Uni<List<Pending>> send(
            TenantId tenant, List<Pending> claimed, Map<UUID, JobDocument> found) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(slot -> send(tenant, slot, found))
                .merge(BATCH)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private Uni<Optional<Pending>> send(
            TenantId tenant, Pending slot, Map<UUID, JobDocument> found) {
        var topic = DeviceTopic.of(tenant, slot.device(), "ota", "job").toString();
        var payload =
                slot.job()
                        .flatMap(job -> Optional.ofNullable(found.get(job)))
                        .map(document -> message.of(tenant, document))
                        .orElse(new byte[0]);
        return jobs.send(DeviceMessage.retained(topic, payload))
                .replaceWith(Optional.of(slot))
                .onFailure()
                .invoke(failure -> LOG.debugf("A job is not published yet: %s", failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Integer> settle(
            TenantId tenant, List<Pending> claimed, List<Pending> sent, Instant until) {
        var unsent = claimed.stream().filter(slot -> !sent.contains(slot)).toList();
        return database.transaction(connection ->
                        slots.published(connection, tenant, sent)
                                .chain(() -> slots.unclaim(connection, tenant, unsent, until)))
                .replaceWith(sent.size());
    }
}
