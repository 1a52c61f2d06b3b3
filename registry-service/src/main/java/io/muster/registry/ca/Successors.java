// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes the next generation of a tenant's authority, which nobody knows of yet. */
@ApplicationScoped
class Successors {

    private final AuthorityKeeper keeper;
    private final Authorities authorities;
    private final CaThreads threads;
    private final Clock clock;

    Successors(AuthorityKeeper keeper, Authorities authorities, CaThreads threads, Clock clock) {
        this.keeper = keeper;
        this.authorities = authorities;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * A new authority; without a cross when the present one's key is not here, or not its own root.
     */
    Uni<Successor> make(TenantId tenant, Fingerprint present) {
        return keeper.create(tenant)
                .chain(made ->
                        threads.call(() ->
                                new Successor(
                                        made,
                                        authorities
                                                .find(tenant, present)
                                                .flatMap(Generation::authority)
                                                .flatMap(old ->
                                                        CrossCertificates.of(
                                                                old, made, clock.instant())))));
    }
}
