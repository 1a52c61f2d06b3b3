// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, fetched in the background. One fetch at a time, however many ask; between two
 * there is a pause, so that made-up key ids can't make us hammer the issuer. When the issuer is
 * gone, the last good keys serve for a day.
 */
public final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);
    private static final Duration LAST_GOOD = Duration.ofHours(24);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    /** The longest time that an issuer's own word may put a refresh off. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * An issuer's answer.
     *
     * @param fresh for how long, by its own word, nobody needs to ask again; zero without a word
     */
    public record Answer(KeySet keys, Duration fresh) {}

    private record Fetched(KeySet keys, Instant at) {}

    private final String name;
    private final Vertx vertx;
    private final Supplier<Uni<Answer>> source;
    private final Duration refresh;
    private final InstantSource clock;

    private volatile @Nullable Fetched fetched;
    private @Nullable Uni<KeySet> underWay;
    private Instant asked = Instant.EPOCH;
    private Duration retry = FIRST_RETRY;
    private Duration fresh = Duration.ZERO;
    private volatile boolean stopped;

    /**
     * @param name the operator's word for the issuer
     * @param source asks the issuer once
     * @param refresh how long keys serve before they are asked for again, unless the issuer says
     *     that they do for longer
     */
    public IssuerKeys(
            String name,
            Vertx vertx,
            Supplier<Uni<Answer>> source,
            Duration refresh,
            InstantSource clock) {
        this.name = name;
        this.vertx = vertx;
        this.source = source;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** Begins to fetch, and does not end to. */
    public void start() {
        fetch().subscribe().with(_ -> again(pause()), _ -> again(backoff()));
    }

    /** Ends the background fetches. */
    public void stop() {
        stopped = true;
    }

    private synchronized Duration pause() {
        var wished = fresh.compareTo(LONGEST) > 0 ? LONGEST : fresh;
        return wished.compareTo(refresh) > 0 ? wished : refresh;
    }

    private void again(Duration wait) {
        if (!stopped) {
            vertx.setTimer(Math.max(1, wait.toMillis()), _ -> start());
        }
    }

    private synchronized Duration backoff() {
        var bound = retry.toMillis();
        retry =
                retry.multipliedBy(2).compareTo(LAST_RETRY) > 0
                        ? LAST_RETRY
                        : retry.multipliedBy(2);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }

    /** The keys of the last good fetch, or none. Two equal sets are the same object. */
    KeySet latest() {
        var last = fetched;
        return last == null || clock.instant().isAfter(last.at().plus(LAST_GOOD))
                ? KeySet.NONE
                : last.keys();
    }

    /** Says whether there are keys to verify with. */
    public boolean known() {
        return !latest().keys().isEmpty();
    }

    /** The latest keys; before the first, those of the fetch under way. */
    Uni<KeySet> available() {
        var latest = latest();
        return latest.keys().isEmpty()
                ? fetchUnlessWithin(PAUSE_WITHOUT_KEYS)
                : Uni.createFrom().item(latest);
    }

    /** Keys fetched just now, unless the issuer was asked a moment ago. */
    Uni<KeySet> newer() {
        return fetchUnlessWithin(PAUSE);
    }

    private synchronized Uni<KeySet> fetchUnlessWithin(Duration pause) {
        boolean recent = underWay == null && clock.instant().isBefore(asked.plus(pause));
        return recent
                ? Uni.createFrom().item(latest())
                : fetch().onFailure().recoverWithItem(this::latest);
    }

    private synchronized Uni<KeySet> fetch() {
        var shared = underWay;
        if (shared == null) {
            asked = clock.instant();
            shared =
                    source.get()
                            .map(this::keep)
                            .onFailure()
                            .invoke(this::complain)
                            .onTermination()
                            .invoke(this::ended)
                            .memoize()
                            .indefinitely();
            underWay = shared;
        }
        return shared;
    }

    private synchronized KeySet keep(Answer answer) {
        var last = fetched;
        var same = last != null && last.keys().equals(answer.keys()) ? last.keys() : answer.keys();
        fetched = new Fetched(same, clock.instant());
        retry = FIRST_RETRY;
        fresh = answer.fresh();
        return same;
    }

    private synchronized void ended() {
        underWay = null;
    }

    private void complain(Throwable failure) {
        LOG.warnf("The keys of the issuer %s could not be fetched: %s", name, failure.getMessage());
    }

    /** The age of the keys in seconds, for metrics; NaN before the first fetch. */
    public double age() {
        var last = fetched;
        return last == null
                ? Double.NaN
                : Duration.between(last.at(), clock.instant()).toMillis() / 1000.0;
    }
}
