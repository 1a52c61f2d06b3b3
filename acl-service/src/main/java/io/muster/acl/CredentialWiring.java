// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.acl.bounded.Workers;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.PasswordChecks;
import io.muster.acl.gate.PasswordGrounds;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together where passwords come from. */
@Dependent
class CredentialWiring {

    @Produces
    @Singleton
    CredentialFile file(AclConfig config) {
        var file = new CredentialFile(config.credentials().file());
        file.start();
        return file;
    }

    @Produces
    @Singleton
    PasswordGrounds grounds(FleetModel model, CredentialFile file) {
        return new PasswordGrounds(model, file::book);
    }

    /** On threads of its own: a storm of logins by password must not delay other decisions. */
    @Produces
    @Singleton
    PasswordChecks checks(
            AclConfig config, Workers workers, Vertx vertx, Clock clock, MeterRegistry meters) {
        var terms = config.credentials();
        int threads = threads(terms.threads());
        var slow = vertx.createSharedWorkerExecutor("passwords", threads);
        return new PasswordChecks(
                workers,
                new Workers(slow, threads + terms.waiting()),
                clock,
                terms.remembered(),
                terms.rememberedFor(),
                Timer.builder("muster.acl.password.checks")
                        .description("Checks of passwords that people chose, waiting included")
                        .publishPercentileHistogram()
                        .register(meters));
    }

    private static int threads(int told) {
        return told > 0 ? told : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
