// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.State;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens and makes keys of authorities off the event loop, and tests each before it is used. */
@ApplicationScoped
class AuthorityKeys {

    private static final Logger LOG = Logger.getLogger(AuthorityKeys.class);

    private final CaKeys keys;
    private final Authorities authorities;
    private final CaThreads threads;
    private final CaConfig config;
    private final Clock clock;

    AuthorityKeys(
            CaKeys keys, Authorities authorities, CaThreads threads, CaConfig config, Clock clock) {
        this.keys = keys;
        this.authorities = authorities;
        this.threads = threads;
        this.config = config;
        this.clock = clock;
    }

    /** The authority that waits for a tenant, or a new one. */
    Uni<Authority> first(TenantId tenant) {
        return threads.call(
                () -> keys.first(tenant).map(this::tested).orElseGet(() -> createNow(tenant)));
    }

    Uni<Authority> create(TenantId tenant) {
        return threads.call(() -> createNow(tenant));
    }

    private Authority createNow(TenantId tenant) {
        return tested(keys.create(tenant, clock.instant()));
    }

    private Authority tested(Authority authority) {
        SelfTest.check(authority, clock.instant());
        return authority;
    }

    /** Finds the keys of these authorities, of which those that are open already stay so. */
    Uni<List<Generation>> open(List<Issuer> issuers) {
        return threads.call(() -> issuers.stream().map(this::open).toList());
    }

    private Generation open(Issuer issuer) {
        var earlier =
                authorities
                        .find(issuer.tenant(), issuer.fingerprint())
                        .flatMap(Generation::authority);
        boolean ours = issuer.kind() == Issuer.Kind.INTERNAL;
        return new Generation(issuer, earlier.or(() -> ours ? usable(issuer) : Optional.empty()));
    }

    /** A key that can't be read or fails its test is lost for its tenant, and for no other. */
    private Optional<Authority> usable(Issuer issuer) {
        try {
            return key(issuer);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The key of CA %s, tenant %s, is of no use",
                    issuer.fingerprint(),
                    issuer.tenant());
            return Optional.empty();
        }
    }

    private Optional<Authority> key(Issuer issuer) {
        var authority = keys.open(issuer.tenant(), issuer.fingerprint());
        if (authority.isEmpty()) {
            LOG.errorf(
                    "%s has no key of CA %s, tenant %s",
                    keys.place(), issuer.fingerprint(), issuer.tenant());
            return authority;
        }
        LOG.infof(
                "CA %s of tenant %s, generation %d, is %s",
                issuer.fingerprint(), issuer.tenant(), issuer.generation(), issuer.state());
        return authority
                .map(found -> issuer.state() == State.ISSUING ? tested(found) : found)
                .map(found -> found.publishing(config.statusOf(issuer)));
    }
}
