// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.shadow.history.PastVersion;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The stream of one reader. It reads on only when everything that was read is sent, so that a slow
 * reader costs no more than some versions in memory. Whatever anybody calls is done on the turn of
 * the stream, one thing after the other.
 */
final class Feed implements Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(Feed.class);

    /** A version may be as large as a document. */
    private static final int AT_A_TIME = 16;

    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final long NONE = -1;

    private final Following following;
    private final Versions versions;
    private final Flow.Subscriber<? super LiveEvent> reader;
    private final Executor turn;
    private final Clock clock;
    private final Consumer<Feed> ended;

    private final Queue<LiveEvent> waiting = new ArrayDeque<>(List.of(new LiveEvent.Opened()));
    private Instant moved;
    private long read;
    private long told;
    private long wanted;
    private boolean news = true;
    // Something is not as the history alone would have it: the shadow itself is looked at.
    private boolean doubt = true;
    private boolean reading;
    private boolean over;

    Feed(
            Following following,
            Versions versions,
            Flow.Subscriber<? super LiveEvent> reader,
            Executor turn,
            Clock clock,
            Consumer<Feed> ended) {
        this.following = following;
        this.versions = versions;
        this.reader = reader;
        this.turn = turn;
        this.clock = clock;
        this.ended = ended;
        this.read = following.after().orElse(NONE);
        this.told = read;
        this.moved = clock.instant();
    }

    /** There may be a new version. */
    void wake() {
        take(() -> news = true);
    }

    /** The newest version is this one; it may be seen some time ago. */
    void newest(long version) {
        take(() -> {
            if (version != read && !reading && waiting.isEmpty()) {
                doubt = true;
                news = true;
            }
        });
    }

    /** To be called about every second: what is late, or over, is noticed then. */
    void tick() {
        take(this::attend);
    }

    /** Ends it; the reader may come back. */
    void close() {
        take(this::complete);
    }

    @Override
    public void request(long n) {
        take(() -> {
            wanted = n > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + n;
            moved = clock.instant();
        });
    }

    @Override
    public void cancel() {
        take(this::end);
    }

    private void take(Runnable step) {
        turn.execute(() -> {
            if (!over) {
                step.run();
                goOn();
            }
        });
    }

    private void attend() {
        var now = clock.instant();
        if (following.until().filter(end -> !now.isBefore(end)).isPresent()) {
            complete();
        } else if (wanted == 0 && moved.plus(following.patience()).isBefore(now)) {
            reader.onNext(
                    new LiveEvent.Dropped(
                            told == NONE ? OptionalLong.empty() : OptionalLong.of(told)));
            complete();
        } else if (wanted > 0 && !moved.plus(BEAT).isAfter(now)) {
            tell(new LiveEvent.Beat());
        }
        news |= doubt;
    }

    private void goOn() {
        while (!over && wanted > 0 && !waiting.isEmpty()) {
            tell(waiting.remove());
        }
        if (!over && wanted > 0 && news && !reading) {
            readOn();
        }
    }

    private void tell(LiveEvent event) {
        wanted--;
        moved = clock.instant();
        told = version(event, told);
        reader.onNext(event);
    }

    private static long version(LiveEvent event, long before) {
        return switch (event) {
            case LiveEvent.Made(var version) -> version.version();
            case LiveEvent.Whole(var now) -> now.version();
            case LiveEvent.Opened(), LiveEvent.Beat(), LiveEvent.Dropped _ -> before;
        };
    }

    private void readOn() {
        boolean look = doubt;
        reading = true;
        news = false;
        doubt = false;
        next(look)
                .subscribe()
                .with(
                        events -> take(() -> arrived(events)),
                        failure -> take(() -> failed(failure)));
    }

    private void arrived(List<LiveEvent> events) {
        reading = false;
        if (!events.isEmpty()) {
            waiting.addAll(events);
            read = version(events.getLast(), read);
            news = true;
        }
    }

    /** The next tick tries again. */
    private void failed(Throwable failure) {
        LOG.debugf("A stream waits for the history: %s", failure);
        reading = false;
        doubt = true;
    }

    private Uni<List<LiveEvent>> next(boolean look) {
        if (read == NONE) {
            return whole();
        }
        // In this order: whatever is older than what is seen now, the history has by then.
        return look
                ? versions.now(following.key()).chain(now -> after(now.version()))
                : after(read);
    }

    private Uni<List<LiveEvent>> after(long newest) {
        return versions.after(following.key(), read, AT_A_TIME)
                .chain(kept -> {
                    var next = successive(kept);
                    boolean complete = kept.isEmpty() ? newest == read : !next.isEmpty();
                    return complete ? Uni.createFrom().item(next) : whole();
                });
    }

    private Uni<List<LiveEvent>> whole() {
        return versions.now(following.key()).map(now -> List.of(new LiveEvent.Whole(now)));
    }

    private List<LiveEvent> successive(List<PastVersion> kept) {
        var next = new ArrayList<LiveEvent>(kept.size());
        for (var version : kept) {
            if (version.version() != read + 1 + next.size()) {
                return next;
            }
            next.add(new LiveEvent.Made(version));
        }
        return next;
    }

    private void complete() {
        if (!over) {
            end();
            reader.onComplete();
        }
    }

    private void end() {
        over = true;
        ended.accept(this);
    }
}
