// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.channel.MessageTooLargeException;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Contact;
import io.muster.shadow.store.Marks;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.store.Stored;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Publishes the deltas of shadows that carry a mark: at once when somebody says so, and from time
 * to time whatever a crash or a broken connection left. What is published is always the delta of
 * now, so that many changes to an offline device become one message.
 */
@ApplicationScoped
public class Deltas {

    private static final Logger LOG = Logger.getLogger(Deltas.class);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);
    // A broker that is away longer than this gets the delta of then.
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final int AT_A_TIME = 200;
    private static final int SIDE_BY_SIDE = 16;

    private final Shadows shadows;
    private final Marks marks;
    private final Replies replies;
    private final DeltaMessages messages;
    private final Deliveries deliveries;
    private final Face face;
    private final Clock clock;
    private final boolean documents;

    // Publishing in the background is a shortcut: beyond its bound the sweep does the work.
    private final Semaphore background = new Semaphore(256);

    Deltas(
            Shadows shadows,
            Marks marks,
            Replies replies,
            DeltaMessages messages,
            Deliveries deliveries,
            Face face,
            Clock clock,
            ShadowSettings settings) {
        this.shadows = shadows;
        this.marks = marks;
        this.replies = replies;
        this.messages = messages;
        this.deliveries = deliveries;
        this.face = face;
        this.clock = clock;
        this.documents = settings.documents();
    }

    /** Tells the device of a change that it did not ask for; the caller does not wait for it. */
    public void changed(News news) {
        publishSoon(news.key(), false);
        var messages = new ArrayList<>(fresh(face.changed(news), news.after()));
        if (documents) {
            messages.add(news.documents());
        }
        tell(messages);
    }

    /** Tells of a shadow that is gone; our own protocol has no message for that. */
    public void erased(ShadowKey key, long version, Instant at, Optional<ClientToken> token) {
        tell(face.erased(key, version, at, token));
    }

    private void tell(List<DeviceMessage> messages) {
        replies.send(messages)
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("A change is not told: %s", failure));
    }

    /** Has the delta of a device that is back published soon; the caller does not wait for it. */
    public void onceMore(ShadowKey key) {
        publishSoon(key, true);
    }

    private void publishSoon(ShadowKey key, boolean full) {
        if (background.tryAcquire()) {
            publish(key, full)
                    .onTermination()
                    .invoke(background::release)
                    .subscribe()
                    .with(_ -> {});
        }
    }

    @Scheduled(
            every = "{muster.shadow.sweep-every}",
            identity = "shadow-deltas",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return marks.list(LEFT_BEHIND, AT_A_TIME)
                .onItem()
                .transformToMulti(keys -> Multi.createFrom().iterable(keys))
                .onItem()
                .transformToUni(key -> publish(key, true))
                .merge(SIDE_BY_SIDE)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Deltas are not swept now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Never fails: a delta that can't be published keeps its mark and is tried again. */
    private Uni<Void> publish(ShadowKey key, boolean full) {
        return shadows.submit(new Command.Look(key))
                .chain(result ->
                        result instanceof Result.Seen(var stored)
                                ? publish(key, stored, full)
                                : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.debugf("A delta is published later: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> publish(ShadowKey key, Stored stored, boolean full) {
        var mark = stored.unpublishedSince();
        if (mark == null) {
            return Uni.createFrom().voidItem();
        }
        // A message that the broker refuses would be refused each time; the device can ask.
        return (stored.shadow() instanceof ShadowDocument document
                        ? bring(key, document, stored.contact(), full)
                        : Uni.createFrom().voidItem())
                .onFailure(MessageTooLargeException::in)
                .recoverWithNull()
                .chain(() -> marks.takeOff(key, mark));
    }

    /**
     * A device that is known to be away gets nothing: when it is back, its shadows are marked once
     * more. One of which nothing is known may be there. Sends before it returns: whoever has looked
     * later, sends later.
     */
    private Uni<Void> bring(ShadowKey key, ShadowDocument document, Contact contact, boolean full) {
        var message =
                full
                        ? messages.onceMore(key, document)
                        : messages.afterChange(key, document, Optional.empty());
        if (message.isEmpty() || contact == Contact.AWAY) {
            return Uni.createFrom().voidItem();
        }
        var all = new ArrayList<DeviceMessage>();
        all.add(message.get());
        if (full) {
            all.addAll(face.onceMore(key, document));
        }
        return replies.send(fresh(all, document)).chain(() -> brought(key, document, contact));
    }

    /** What the clock is about to change is not to be told after that. */
    private List<DeviceMessage> fresh(List<DeviceMessage> messages, ShadowDocument document) {
        var now = clock.instant();
        var time =
                document.ledger()
                        .timetable()
                        .next()
                        .map(due -> Duration.between(now, due))
                        .filter(left -> left.compareTo(FRESH) < 0)
                        .orElse(FRESH);
        var within = time.isPositive() ? time : AT_ONCE;
        return messages.stream().map(message -> message.within(within)).toList();
    }

    private Uni<Void> brought(ShadowKey key, ShadowDocument document, Contact contact) {
        return contact == Contact.CONNECTED
                ? deliveries.confirmed(key, document)
                : Uni.createFrom().voidItem();
    }
}
