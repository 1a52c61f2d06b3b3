// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.production.Settings;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings the authorities up before anything may be issued. The database remembers which authority
 * it was: a lost or exchanged key file stops the service instead of silently splitting the fleet.
 */
@ApplicationScoped
class AuthorityStart {

    /** Before the listeners that issue. */
    static final int PRIORITY = 100;

    private static final Logger LOG = Logger.getLogger(AuthorityStart.class);
    private static final List<TenantId> TENANTS = List.of(new TenantId("default"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CaConfig config;
    private final Authorities authorities;
    private final IssuerRegister register;
    private final Clock clock;

    AuthorityStart(CaConfig config, Authorities authorities, IssuerRegister register, Clock clock) {
        this.config = config;
        this.authorities = authorities;
        this.register = register;
        this.clock = clock;
    }

    /** Waits for the database: without an answer the service can't be what it is. */
    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        TENANTS.forEach(this::start);
    }

    private void start(TenantId tenant) {
        var remembered = register.issuing(tenant).await().atMost(PATIENCE);
        var authority = open(tenant, remembered);
        SelfTest.check(authority, clock.instant());
        register.ensure(tenant, authority).await().atMost(PATIENCE);
        // Another replica may have been first with another authority.
        requireSame(authority, register.issuing(tenant).await().atMost(PATIENCE));
        authorities.add(tenant, authority);
        LOG.infof("Issuing for tenant %s with CA %s", tenant, authority.fingerprint());
    }

    private Authority open(TenantId tenant, Optional<Fingerprint> remembered) {
        var password = Settings.required("muster.ca.password", config.password());
        var keystore = new CaKeystore(config.keystore(), password);
        if (!keystore.exists()) {
            if (remembered.isPresent()) {
                throw new CaUnusable(
                        "muster.ca.keystore %s is missing, but devices trust CA %s: restore the file."
                                .formatted(config.keystore(), remembered.get()));
            }
            keystore.create(tenant, SelfSignedAuthority.create(tenant, clock.instant()));
            LOG.infof("Created a CA for tenant %s in %s", tenant, config.keystore());
        }
        var authority = keystore.open(tenant);
        remembered.ifPresent(_ -> requireSame(authority, remembered));
        return authority;
    }

    private static void requireSame(Authority authority, Optional<Fingerprint> remembered) {
        if (!remembered.equals(Optional.of(authority.fingerprint()))) {
            throw new CaUnusable(
                    "muster.ca.keystore holds CA %s, but the database knows CA %s as the issuing one."
                            .formatted(
                                    authority.fingerprint(),
                                    remembered.map(Fingerprint::hex).orElse("none")));
        }
    }
}
