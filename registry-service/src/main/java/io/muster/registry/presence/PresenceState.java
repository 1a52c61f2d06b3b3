// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a device is connected, as its messages told.
 *
 * <p>A broker announces the end of a dropped connection late, often after the device is back. So
 * every connection has a session id, and the end of a session counts only while it is the current
 * one. Replicas may see messages of a device in another order, and again; so the ids of the last
 * ended sessions are kept, and nothing of an ended session makes a device connected again. A device
 * that was only silent has not ended its session: it is back with the next sign of life.
 *
 * @param session the id of the current session or, when disconnected, of the last one
 * @param ended the ids of sessions that are over, the latest first
 * @param stale connected, but silent for longer than it should be
 * @param silence how long the device may be silent; empty where it may be silent for ever
 */
record PresenceState(
        boolean connected,
        String session,
        List<String> ended,
        Instant changedAt,
        String reason,
        Optional<String> firmware,
        Instant lastSeenAt,
        boolean stale,
        Optional<Silence> silence,
        Flapping flapping) {

    private static final int MAX_ENDED = 8;
    private static final String CONNECTED = "connected";
    private static final String BACK = "heartbeat";
    private static final String TIMEOUT = "timeout";

    PresenceState {
        ended = List.copyOf(ended);
    }

    /** The state of a device that was never heard of. */
    static PresenceState unknown(Instant now) {
        return new PresenceState(
                false,
                "",
                List.of(),
                now,
                "",
                Optional.empty(),
                now,
                false,
                Optional.empty(),
                Flapping.NONE);
    }

    /** The state after a message; the same state when the message says nothing new. */
    PresenceState after(PresenceMessage message, Instant now) {
        var next =
                switch (message) {
                    case PresenceMessage.Online birth -> online(birth, now);
                    case PresenceMessage.Offline(var sid, var why) -> offline(sid, why, now);
                    case PresenceMessage.Heard() -> heard(now);
                    case PresenceMessage.Looked() -> looked(now);
                };
        return next.tellsMoreThan(this) ? next.with(flapping.changed(now)) : next;
    }

    private PresenceState online(PresenceMessage.Online birth, Instant now) {
        if (ended.contains(birth.session())) {
            return this;
        }
        var running = birth.firmware().or(() -> firmware);
        boolean same = birth.session().equals(session);
        var over = same || session.isEmpty() ? ended : remember(session);
        boolean news = !same || !connected;
        return new PresenceState(
                true,
                birth.session(),
                over,
                news ? now : changedAt,
                news ? CONNECTED : reason,
                running,
                later(now),
                false,
                birth.silence(),
                flapping);
    }

    private PresenceState offline(String sid, String why, Instant now) {
        if (ended.contains(sid)) {
            return this;
        }
        var over = remember(sid);
        // Else it is the Will of an older session, or of one whose birth is still on its way.
        return connected && sid.equals(session)
                ? turned(false, over, why, now)
                : new PresenceState(
                        connected,
                        session,
                        over,
                        changedAt,
                        reason,
                        firmware,
                        lastSeenAt,
                        stale,
                        silence,
                        flapping);
    }

    /** Only silence is undone by a sign of life; it may be older than a goodbye. */
    private PresenceState heard(Instant now) {
        boolean back = !connected && reason.equals(TIMEOUT) && !ended.contains(session);
        return back ? turned(true, ended, BACK, now).seen(now) : this;
    }

    private PresenceState looked(Instant now) {
        var calmed = with(flapping.lookedAt(now));
        return switch (verdict(now)) {
            case NOTHING -> calmed.silent(false);
            case STALE -> calmed.silent(true);
            case GONE -> calmed.turned(false, ended, TIMEOUT, now);
        };
    }

    private Silence.Verdict verdict(Instant now) {
        return silence.filter(_ -> connected)
                .map(rule -> rule.verdict(lastSeenAt, now))
                .orElse(Silence.Verdict.NOTHING);
    }

    /** When to look at this state again, though nobody says anything. */
    Optional<Instant> nextLook() {
        var silent = silence.filter(_ -> connected).map(rule -> rule.nextLook(lastSeenAt, stale));
        var calm = Optional.of(flapping).filter(Flapping::now).map(Flapping::over);
        return Stream.concat(silent.stream(), calm.stream()).min(Instant::compareTo);
    }

    private PresenceState turned(boolean now, List<String> over, String why, Instant at) {
        return new PresenceState(
                now, session, over, at, why, firmware, lastSeenAt, false, silence, flapping);
    }

    private PresenceState seen(Instant now) {
        return new PresenceState(
                connected,
                session,
                ended,
                changedAt,
                reason,
                firmware,
                later(now),
                stale,
                silence,
                flapping);
    }

    private PresenceState silent(boolean now) {
        return new PresenceState(
                connected,
                session,
                ended,
                changedAt,
                reason,
                firmware,
                lastSeenAt,
                now,
                silence,
                flapping);
    }

    private PresenceState with(Flapping other) {
        return new PresenceState(
                connected,
                session,
                ended,
                changedAt,
                reason,
                firmware,
                lastSeenAt,
                stale,
                silence,
                other);
    }

    private List<String> remember(String sid) {
        var sessions = new ArrayList<String>(MAX_ENDED);
        sessions.add(sid);
        ended.stream().filter(id -> !id.equals(sid)).limit(MAX_ENDED - 1).forEach(sessions::add);
        return sessions;
    }

    private Instant later(Instant now) {
        return now.isAfter(lastSeenAt) ? now : lastSeenAt;
    }

    /** Whether the device came, went, or came back with another session. */
    boolean tellsMoreThan(PresenceState before) {
        return connected != before.connected || (connected && !session.equals(before.session));
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
