// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.revocation.Revocations;
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
    private final Revocations revocations;
    private final CredentialFile passwords;
    private final TrustReader authorities;
    private final Clock clock;

    Housekeeping(
            TokenIssuers issuers,
            Sessions sessions,
            Revocations revocations,
            TrustReader authorities,
            CredentialFile passwords,
            Clock clock) {
        this.issuers = issuers;
        this.sessions = sessions;
        this.revocations = revocations;
        this.passwords = passwords;
        this.authorities = authorities;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        issuers.start();
    }

    void stop(@Observes ShutdownEvent ending) {
        issuers.stop();
    }

    @Scheduled(every = "10s", identity = "files-refresh")
    void refreshFiles() {
        authorities.refresh();
        passwords.refresh();
    }

    @Scheduled(every = "1m", identity = "session-prune")
    void prune() {
        revocations.prune(clock.instant());
        sessions.prune(clock.instant());
    }
}
