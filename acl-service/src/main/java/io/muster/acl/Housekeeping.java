// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.session.Sessions;
import io.muster.acl.token.TokenIssuers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** What runs besides the hooks. */
@ApplicationScoped
class Housekeeping {

    private final TokenIssuers issuers;
    private final Sessions sessions;
    private final Clock clock;

    Housekeeping(TokenIssuers issuers, Sessions sessions, Clock clock) {
        this.issuers = issuers;
        this.sessions = sessions;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        issuers.start();
    }

    void stop(@Observes ShutdownEvent ending) {
        issuers.stop();
    }

    @Scheduled(every = "1m", identity = "session-prune")
    void prune() {
        sessions.prune(clock.instant());
    }
}
