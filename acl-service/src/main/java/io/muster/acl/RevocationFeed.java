// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.bounded.Loop;
import io.muster.acl.eviction.Evictors;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.store.RevocationFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Follows the revocations in the database, and has the sessions end that they hit. */
@ApplicationScoped
class RevocationFeed {

    private final Loop loop;
    private final boolean stored;

    RevocationFeed(
            AclConfig config,
            Revocations revocations,
            Evictors evictors,
            RevocationFollower follower,
            Vertx vertx,
            MeterRegistry meters) {
        this.loop = new Loop(vertx, config.policies().lookEvery(), follower::refresh);
        this.stored = config.policies().dir().isEmpty();
        revocations.listener(evictors::revoked);
        Gauge.builder("muster.acl.revocations.age.seconds", follower, RevocationFollower::age)
                .description("Since when the database was not seen; NaN where there is none")
                .register(meters);
    }

    void start(@Observes StartupEvent started) {
        if (stored) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        loop.stop();
    }
}
