// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sessions that this replica let in or has seen since, by broker and client id. No broker tells
 * us reliably when a connection ends, so a record stays until nobody has asked for it for long; it
 * outlives the connection on purpose, because some brokers ask about the Will afterwards.
 */
public final class Sessions {

    private record Key(String broker, String clientId) {}

    private static final class Entry {
        private final Session session;
        private volatile Instant seen;

        Entry(Session session, Instant seen) {
            this.session = session;
            this.seen = seen;
        }
    }

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final int bound;
    private final Duration idle;

    public Sessions(int bound, Duration idle) {
        this.bound = bound;
        this.idle = idle;
    }

    /** What came of admitting a session. */
    public enum Admission {
        ADMITTED,
        /** Another identity's session has the client id. */
        TAKEN,
        /** There are as many sessions as we keep. */
        FULL
    }

    /**
     * Records a session, in place of an earlier one of the same identity. One of another identity
     * gives way only when it is over.
     *
     * @param over says whether a recorded session no longer counts, besides being expired or idle
     */
    public Admission admit(Session session, Predicate<Session> over) {
        var key = key(session);
        if (entries.size() >= bound && !entries.containsKey(key)) {
            return Admission.FULL;
        }
        var now = session.admittedAt();
        var entry = new Entry(session, now);
        var kept =
                entries.compute(
                        key,
                        (_, held) ->
                                held == null || givesWay(held, session, over, now) ? entry : held);
        return kept == entry ? Admission.ADMITTED : Admission.TAKEN;
    }

    private boolean givesWay(Entry held, Session next, Predicate<Session> over, Instant now) {
        return held.session.principal().sameAs(next.principal())
                || ended(held, now)
                || over.test(held.session);
    }

    private boolean ended(Entry entry, Instant now) {
        return entry.session.expiredAt(now) || now.isAfter(entry.seen.plus(idle));
    }

    /** The session of a client id on a broker, which this makes a recently seen one. */
    public Optional<Session> touch(String broker, String clientId, Instant now) {
        var entry = entries.get(new Key(broker, clientId));
        if (entry == null) {
            return Optional.empty();
        }
        entry.seen = now;
        return Optional.of(entry.session);
    }

    /** The session of a client id on a broker, without making it a recently seen one. */
    public Optional<Session> find(String broker, String clientId) {
        return Optional.ofNullable(entries.get(new Key(broker, clientId)))
                .map(entry -> entry.session);
    }

    /** Puts what is known better now in the place of a session, unless another has taken it. */
    public void replace(Session session, Session better) {
        entries.computeIfPresent(
                key(session),
                (_, held) -> held.session.equals(session) ? new Entry(better, held.seen) : held);
    }

    /** Forgets a session, unless another has taken its place. */
    public void remove(Session session) {
        entries.computeIfPresent(
                key(session), (_, held) -> held.session.equals(session) ? null : held);
    }

    /** Forgets what is over; to be called now and then. */
    public void prune(Instant now) {
        entries.values().removeIf(entry -> ended(entry, now));
    }

    public Stream<Session> stream() {
        return entries.values().stream().map(entry -> entry.session);
    }

    public int size() {
        return entries.size();
    }

    private static Key key(Session session) {
        return new Key(session.broker(), session.caller().clientId());
    }
}
