// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Brings the authorities up before anything may be issued. The database remembers which they were:
 * a lost or exchanged key stops the service instead of silently splitting the fleet.
 */
@ApplicationScoped
class AuthorityStart {

    /** Before the listeners that issue. */
    static final int PRIORITY = 100;

    private static final TenantId FIRST_TENANT = new TenantId("default");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AuthorityKeeper keeper;
    private final Authorities authorities;
    private final CaKeys keys;

    AuthorityStart(AuthorityKeeper keeper, Authorities authorities, CaKeys keys) {
        this.keeper = keeper;
        this.authorities = authorities;
        this.keys = keys;
    }

    /** Waits for the database: without an answer the service can't be what it is. */
    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        keeper.provide(FIRST_TENANT).chain(keeper::refresh).await().atMost(PATIENCE);
        authorities.all().filter(Generation::lost).findFirst().ifPresent(this::refuse);
    }

    private void refuse(Generation lost) {
        throw new CaUnusable(
                "%s has no key of CA %s, which issues for tenant %s and which devices trust: restore it."
                        .formatted(
                                keys.place(), lost.issuer().fingerprint(), lost.issuer().tenant()));
    }
}
