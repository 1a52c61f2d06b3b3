// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.platform.problem.Problems;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.CommitListener;
import io.muster.shadow.store.ShadowCatalog;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import org.jboss.logging.Logger;

/** The streams of this replica, each of one reader of one shadow. */
@ApplicationScoped
public class LiveShadows implements CommitListener {

    private static final Logger LOG = Logger.getLogger(LiveShadows.class);
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final Versions versions;
    private final ShadowCatalog catalog;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration patience;
    private final Seats seats;
    private final Feeds feeds = new Feeds();

    LiveShadows(
            Versions versions,
            ShadowCatalog catalog,
            Vertx vertx,
            Clock clock,
            ShadowSettings settings) {
        this.versions = versions;
        this.catalog = catalog;
        this.vertx = vertx;
        this.clock = clock;
        this.patience = settings.live().patience();
        this.seats = new Seats(settings.live().streams(), settings.live().streamsPerTenant());
    }

    /**
     * What becomes of a shadow, from the version after one that is known on, or from now on. Ends
     * by itself only when it has to: then the reader may go on where it was. A 429 problem if there
     * are too many; to be subscribed to, once.
     *
     * @param until when the reader's rights end
     */
    public Multi<LiveEvent> follow(ShadowKey key, OptionalLong after, Optional<Instant> until) {
        if (!seats.take(key.tenant())) {
            throw crowded();
        }
        var following = new Following(key, after, until, patience);
        return Multi.createFrom().publisher(reader -> begin(following, reader));
    }

    private static RuntimeException crowded() {
        return Problems.tooManyRequests("Too many streams are open.", COME_BACK);
    }

    /** It is among those that are woken before it reads for the first time. */
    private void begin(Following following, Flow.Subscriber<? super LiveEvent> reader) {
        var context = vertx.getOrCreateContext();
        var feed =
                new Feed(
                        following,
                        versions,
                        reader,
                        step -> context.runOnContext(_ -> step.run()),
                        clock,
                        over -> end(following.key(), over));
        feeds.add(following.key(), feed);
        reader.onSubscribe(feed);
    }

    private void end(ShadowKey key, Feed feed) {
        feeds.remove(key, feed);
        seats.leave(key.tenant());
    }

    @Override
    public void committed(List<Command> commands) {
        if (feeds.isEmpty()) {
            return;
        }
        for (var command : commands) {
            if (command instanceof Command.Alter) {
                feeds.each(command.key(), Feed::wake);
            }
        }
    }

    /** Finds what other replicas have written, and readers that are gone or slow. */
    @Scheduled(
            every = "{muster.shadow.live.poll-every}",
            identity = "shadow-streams",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        feeds.each((_, feed) -> feed.tick());
        return feeds.isEmpty()
                ? Uni.createFrom().voidItem()
                : catalog.versions(feeds.keys())
                        .invoke(this::tell)
                        .replaceWithVoid()
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf(
                                        "Streams hear nothing of other replicas now: %s",
                                        failure.getMessage()))
                        .onFailure()
                        .recoverWithNull();
    }

    private void tell(Map<ShadowKey, Long> newest) {
        feeds.each((key, feed) -> feed.newest(newest.getOrDefault(key, 0L)));
    }

    /** Ends all of them. */
    void close() {
        feeds.each((_, feed) -> feed.close());
    }
}
