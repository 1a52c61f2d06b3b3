// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.session.Sessions;
import io.muster.acl.token.IssuerKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** What runs besides the hooks. */
@ApplicationScoped
class Housekeeping {

    private final IssuerKeys keys;
    private final Sessions sessions;
    private final Clock clock;

    Housekeeping(IssuerKeys keys, Sessions sessions, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        keys.start();
    }

    void stop(@Observes ShutdownEvent ending) {
        keys.stop();
    }

    @Scheduled(every = "1m", identity = "session-prune")
    void prune() {
        sessions.prune(clock.instant());
    }
}
