// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.store.MemoryRevocationBook;
import io.muster.acl.store.RevocationBook;
import io.muster.acl.store.TableRevocationBook;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where revocations are kept: with the policies in the database or, without one, in memory. */
@Dependent
class RevocationWiring {

    private static final int MAX_REVOCATIONS = 100_000;

    private final boolean alone;

    RevocationWiring(AclConfig config) {
        this.alone = config.policies().dir().isPresent();
    }

    @Produces
    @Singleton
    Revocations revocations(MeterRegistry meters) {
        var revocations =
                alone ? Revocations.none(MAX_REVOCATIONS) : Revocations.unknown(MAX_REVOCATIONS);
        Gauge.builder("muster.acl.revocations", revocations, Revocations::size)
                .description("Revocations by operators that are in force")
                .register(meters);
        return revocations;
    }

    @Produces
    @Singleton
    RevocationBook book(Revocations revocations, TableRevocationBook tables) {
        return alone ? new MemoryRevocationBook(revocations) : tables;
    }
}
