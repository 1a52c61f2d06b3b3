// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a device is connected, as its messages told.
 *
 * <p>A broker announces the end of a dropped connection late, often after the device is back. So
 * every connection has a session id, and the end of a session counts only while it is the current
 * one. Replicas may see messages of a device in another order, and again; so the ids of the last
 * ended sessions are kept, and nothing of an ended session makes a device connected again.
 *
 * @param session the id of the current session or, when disconnected, of the last one
 * @param ended the ids of sessions that are over, the latest first
 */
record PresenceState(
        boolean connected,
        String session,
        List<String> ended,
        Instant changedAt,
        String reason,
        Optional<String> firmware,
        Instant lastSeenAt) {

    private static final int MAX_ENDED = 8;
    private static final String CONNECTED = "connected";

    PresenceState {
        ended = List.copyOf(ended);
    }

    /** The state of a device that was never heard of. */
    static PresenceState unknown(Instant now) {
        return new PresenceState(false, "", List.of(), now, "", Optional.empty(), now);
    }

    /** The state after a message; the same state when the message says nothing new. */
    PresenceState after(PresenceMessage message, Instant now) {
        return switch (message) {
            case PresenceMessage.Online(var sid, var version) -> online(sid, version, now);
            case PresenceMessage.Offline(var sid, var why) -> offline(sid, why, now);
        };
    }

    private PresenceState online(String sid, Optional<String> version, Instant now) {
        if (ended.contains(sid)) {
            return this;
        }
        var running = version.or(() -> firmware);
        if (connected && sid.equals(session)) {
            return new PresenceState(true, session, ended, changedAt, reason, running, later(now));
        }
        var over = session.isEmpty() ? ended : remember(session);
        return new PresenceState(true, sid, over, now, CONNECTED, running, later(now));
    }

    private PresenceState offline(String sid, String why, Instant now) {
        if (ended.contains(sid)) {
            return this;
        }
        var over = remember(sid);
        // The Will of an older session, or of one whose birth is still on its way.
        boolean current = connected && sid.equals(session);
        return current
                ? new PresenceState(false, session, over, now, why, firmware, lastSeenAt)
                : new PresenceState(
                        connected, session, over, changedAt, reason, firmware, lastSeenAt);
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

    /** Whether others have to hear of the step from the state before to this one. */
    boolean tellsMoreThan(PresenceState before) {
        return connected != before.connected || (connected && !session.equals(before.session));
    }
}
