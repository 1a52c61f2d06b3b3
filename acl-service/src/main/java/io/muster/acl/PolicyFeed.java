// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.bounded.Loop;
import io.muster.acl.files.FilePolicies;
import io.muster.acl.store.PolicyFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;

/** Fills the book of policies, from the database or from files, for as long as the service runs. */
@ApplicationScoped
class PolicyFeed {

    private static final Duration LOOK_AT_FILES_EVERY = Duration.ofSeconds(1);

    private final Loop loop;

    PolicyFeed(
            AclConfig config,
            PolicyBook book,
            PolicyCompiler compiler,
            PolicyFollower follower,
            Vertx vertx,
            MeterRegistry meters) {
        var settings = config.policies();
        this.loop =
                settings.dir()
                        .map(path -> new FilePolicies(path, compiler, book))
                        .map(files -> new Loop(vertx, LOOK_AT_FILES_EVERY, looking(files)))
                        .orElseGet(() -> new Loop(vertx, settings.lookEvery(), follower::refresh));
        Gauge.builder("muster.acl.policies.faulty", book, it -> it.faulty().size())
                .description("Tenants, or folders, whose newest policies can't be put in force")
                .register(meters);
        Gauge.builder("muster.acl.policies.age.seconds", follower, PolicyFollower::age)
                .description("Since when the database was not seen; NaN where policies are files")
                .register(meters);
    }

    private static Supplier<Uni<? extends Void>> looking(FilePolicies files) {
        return () ->
                Uni.createFrom()
                        .<Void>emitter(emitter -> {
                            files.look();
                            emitter.complete(null);
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent ending) {
        loop.stop();
    }
}
