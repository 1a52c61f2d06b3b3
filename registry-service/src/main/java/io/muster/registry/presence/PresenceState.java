// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import io.muster.registry.presence.BrokerEvent.Over;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a device is connected, as its messages and its broker told.
 *
 * <p>The end of a dropped connection is announced late, often after the device is back. So every
 * connection has an id, and the end of a session counts only while it is the current one. A device
 * that was only silent has not ended its session: it is back with the next sign of life.
 *
 * <p>Where a broker tells of connections, it is believed, and the device's own messages say only
 * which session it is and how long it may be silent.
 *
 * @param sessions by the device's own ids
 * @param broker what its broker said, where brokers tell
 * @param silence how long the device may be silent; empty where it may be silent for ever
 */
record PresenceState(
        Contact contact,
        Sessions sessions,
        Optional<BrokerWord> broker,
        Optional<String> firmware,
        Instant lastSeenAt,
        Optional<Silence> silence,
        Flapping flapping) {

    private static final String CONNECTED = "connected";
    private static final String KEPT = "retained";
    private static final String BACK = "heartbeat";
    private static final String TIMEOUT = "timeout";

    /**
     * A birth that comes so long after the broker said that the device is gone is not one that was
     * under way then: the broker has stopped telling.
     */
    private static final Duration BROKER_SPEAKS = Duration.ofMinutes(1);

    /** The state of a device that was never heard of. */
    static PresenceState unknown(Instant now) {
        return new PresenceState(
                Contact.went(now, ""),
                Sessions.NONE,
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Flapping.NONE);
    }

    boolean connected() {
        return contact.connected();
    }

    /** The id of the current or last session: the broker's where it tells, else the device's. */
    String session() {
        return broker.map(word -> word.connection().id())
                .filter(id -> !id.isEmpty())
                .orElse(sessions.current());
    }

    /** The state after a message; the same state when the message says nothing new. */
    PresenceState after(PresenceMessage message, Instant now) {
        var next =
                switch (message) {
                    case PresenceMessage.Online birth -> online(birth, now);
                    case PresenceMessage.Kept(var birth) -> kept(birth, now);
                    case PresenceMessage.Offline(var id, var why) -> offline(id, why, now);
                    case PresenceMessage.Told(var name, var event) -> told(name, event, now);
                    case PresenceMessage.Cut(var why) -> cut(why, now);
                    case PresenceMessage.Heard() -> heard(now);
                    case PresenceMessage.Looked() -> looked(now);
                };
        return next.tellsMoreThan(this) ? next.with(flapping.changed(now)) : next;
    }

    private PresenceState online(PresenceMessage.Online birth, Instant now) {
        if (sessions.isOver(birth.session())) {
            return this;
        }
        boolean same = sessions.isCurrent(birth.session()) && connected();
        var born =
                new PresenceState(
                        contact,
                        sessions.begun(birth.session()),
                        broker,
                        birth.firmware().or(() -> firmware),
                        lastSeenAt,
                        birth.silence(),
                        flapping);
        if (brokerSaysGone(now)) {
            return born;
        }
        boolean news = !same && !brokerSaysThere();
        return born.with(news ? Contact.came(now, CONNECTED) : contact.confirmed()).seen(now);
    }

    private boolean brokerSaysThere() {
        return connected() && broker.filter(BrokerWord::open).isPresent();
    }

    private boolean brokerSaysGone(Instant now) {
        return !connected()
                && broker.filter(word -> !word.open()).isPresent()
                && now.isBefore(contact.since().plus(BROKER_SPEAKS));
    }

    /** Of a session that is known already, it says nothing; the session may be over by now. */
    private PresenceState kept(PresenceMessage.Online birth, Instant now) {
        if (broker.isPresent()
                || sessions.isOver(birth.session())
                || sessions.isCurrent(birth.session())) {
            return this;
        }
        return new PresenceState(
                Contact.came(now, KEPT).doubtful(),
                sessions.begun(birth.session()),
                broker,
                birth.firmware().or(() -> firmware),
                lastSeenAt,
                birth.silence(),
                flapping);
    }

    /** Unless it is of the current session, it is of an older one, or its birth is on its way. */
    private PresenceState offline(String id, String why, Instant now) {
        if (sessions.isOver(id)) {
            return this;
        }
        boolean brokerTells = broker.filter(BrokerWord::open).isPresent();
        boolean ends = connected() && sessions.isCurrent(id) && !brokerTells;
        var known = with(sessions.over(id));
        return ends ? known.with(Contact.went(now, why)) : known;
    }

    private PresenceState told(String name, BrokerEvent event, Instant now) {
        var word =
                broker.map(before -> before.after(name, event))
                        .orElseGet(() -> BrokerWord.first(name, event));
        if (broker.filter(word::equals).isPresent()) {
            return this;
        }
        var told = with(word);
        if (!word.open()) {
            return connected() ? told.with(Contact.went(now, why(event))) : told;
        }
        boolean same =
                connected()
                        && (broker.isEmpty()
                                || word.connection().equals(broker.get().connection()));
        return told.with(same ? contact.confirmed() : Contact.came(now, CONNECTED)).seen(now);
    }

    private static String why(BrokerEvent event) {
        return switch (event) {
            // A later connection was heard of first by its end, and this is how that is noticed.
            case Connected _ -> CONNECTED;
            case Disconnected(_, var reason) -> reason;
            case Over(_, var reason) -> reason;
        };
    }

    private PresenceState cut(String why, Instant now) {
        var closed = broker.map(BrokerWord::cut).map(this::with).orElse(this);
        var over =
                sessions.current().isEmpty()
                        ? closed
                        : closed.with(sessions.over(sessions.current()));
        return connected() ? over.with(Contact.went(now, why)) : over;
    }

    /** Only silence is undone by a sign of life; it may be older than a goodbye. */
    private PresenceState heard(Instant now) {
        boolean silent = !connected() && contact.reason().equals(TIMEOUT);
        boolean over = broker.map(word -> !word.open()).orElse(sessions.isOver(sessions.current()));
        return silent && !over ? with(Contact.came(now, BACK)).seen(now) : this;
    }

    private PresenceState looked(Instant now) {
        var calmed = with(flapping.lookedAt(now));
        return switch (verdict(now)) {
            case NOTHING -> calmed.with(contact.silent(false));
            case STALE -> calmed.with(contact.silent(true));
            case GONE -> calmed.with(Contact.went(now, TIMEOUT));
        };
    }

    private Silence.Verdict verdict(Instant now) {
        return silence.filter(_ -> connected())
                .map(rule -> rule.verdict(lastSeenAt, now))
                .orElse(Silence.Verdict.NOTHING);
    }

    /** When to look at this state again, though nobody says anything. */
    Optional<Instant> nextLook() {
        var silent =
                silence.filter(_ -> connected())
                        .map(rule -> rule.nextLook(lastSeenAt, contact.stale()));
        var calm = Optional.of(flapping).filter(Flapping::now).map(Flapping::over);
        return Stream.concat(silent.stream(), calm.stream()).min(Instant::compareTo);
    }

    /** The state without what a broker said, once nobody lets it tell any more. */
    PresenceState withoutBroker() {
        return new PresenceState(
                contact, sessions, Optional.empty(), firmware, lastSeenAt, silence, flapping);
    }

    /** With how long devices of its kind may be silent, where the device does not say. */
    PresenceState orSilence(Optional<Silence> usual) {
        return silence.isPresent() || usual.isEmpty()
                ? this
                : new PresenceState(
                        contact, sessions, broker, firmware, lastSeenAt, usual, flapping);
    }

    private PresenceState with(Contact other) {
        return new PresenceState(other, sessions, broker, firmware, lastSeenAt, silence, flapping);
    }

    private PresenceState with(Sessions other) {
        return new PresenceState(contact, other, broker, firmware, lastSeenAt, silence, flapping);
    }

    private PresenceState with(BrokerWord word) {
        return new PresenceState(
                contact, sessions, Optional.of(word), firmware, lastSeenAt, silence, flapping);
    }

    private PresenceState with(Flapping other) {
        return new PresenceState(contact, sessions, broker, firmware, lastSeenAt, silence, other);
    }

    private PresenceState seen(Instant now) {
        var later = now.isAfter(lastSeenAt) ? now : lastSeenAt;
        return new PresenceState(contact, sessions, broker, firmware, later, silence, flapping);
    }

    /** Whether the device came, went, or came back with another session. */
    boolean tellsMoreThan(PresenceState before) {
        return connected() != before.connected() || (connected() && anotherSession(before));
    }

    /** That a broker begins to tell of a session that is open already is not another session. */
    private boolean anotherSession(PresenceState before) {
        return broker.isPresent() == before.broker.isPresent()
                && !session().equals(before.session());
    }

    /** What others have to hear of the step from the state before to this one. */
    News newsAfter(PresenceState before) {
        if (flapping.now()) {
            return before.flapping.now() ? News.NONE : News.FLAPPING;
        }
        return before.flapping.now() || tellsMoreThan(before) ? News.CHANGED : News.NONE;
    }

    /** What is told of a step. */
    enum News {
        NONE,
        /** How it is now. */
        CHANGED,
        /** That it changes too often to be told each time. */
        FLAPPING
    }
}
