// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.store.Command;
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
    private static final int AT_A_TIME = 200;
    private static final int SIDE_BY_SIDE = 16;

    private final Shadows shadows;
    private final Marks marks;
    private final Replies replies;
    private final Clock clock;
    private final boolean documents;

    // Publishing in the background is a shortcut: beyond its bound the sweep does the work.
    private final Semaphore background = new Semaphore(256);

    Deltas(Shadows shadows, Marks marks, Replies replies, Clock clock, ShadowSettings settings) {
        this.shadows = shadows;
        this.marks = marks;
        this.replies = replies;
        this.clock = clock;
        this.documents = settings.documents();
    }

    /** Tells the device of a change that it did not ask for; the caller does not wait for it. */
    public void changed(ShadowKey key, Shadow before, ShadowDocument after) {
        publishSoon(key);
        if (documents) {
            var content =
                    ShadowMessages.documents(before, after, after.updatedAt(), Optional.empty());
            replies.send(List.of(Replies.message(key.topic("documents"), content)))
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.debugf("No documents are sent: %s", failure));
        }
    }

    /** Has the delta of a marked shadow published soon; the caller does not wait for it. */
    public void publishSoon(ShadowKey key) {
        if (background.tryAcquire()) {
            publish(key).onTermination().invoke(background::release).subscribe().with(_ -> {});
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
                .transformToUni(this::publish)
                .merge(SIDE_BY_SIDE)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Deltas are not swept now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Never fails: a delta that can't be published keeps its mark and is tried again. */
    private Uni<Void> publish(ShadowKey key) {
        return shadows.submit(new Command.Look(key))
                .chain(result ->
                        result instanceof Result.Seen(var stored)
                                ? publish(key, stored)
                                : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.debugf("A delta is published later: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> publish(ShadowKey key, Stored stored) {
        var mark = stored.unpublishedSince();
        return mark == null
                ? Uni.createFrom().voidItem()
                : replies.send(delta(key, stored).map(List::of).orElse(List.of()))
                        .chain(() -> marks.takeOff(key, mark));
    }

    private Optional<DeviceMessage> delta(ShadowKey key, Stored stored) {
        return stored.shadow() instanceof ShadowDocument document
                ? ShadowMessages.delta(document, clock.instant(), Optional.empty())
                        .map(content -> Replies.message(key.topic("delta"), content))
                : Optional.empty();
    }
}
