// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.authzen.Evaluations;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.gate.Doorkeeper;
import io.muster.acl.gate.Logins;
import io.muster.acl.inquiry.Compilations;
import io.muster.acl.inquiry.Identities;
import io.muster.acl.inquiry.Inquiries;
import io.muster.acl.inquiry.Trials;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.trail.Trail;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what answers the native API and AuthZEN. */
@Dependent
class InquiryWiring {

    @Produces
    @Singleton
    Identities identities(
            Doorkeeper doorkeeper, Logins logins, Revocations revocations, Clock clock) {
        return new Identities(doorkeeper, logins, revocations, clock);
    }

    @Produces
    @Singleton
    Inquiries inquiries(Identities identities, PolicyBook policies, Clock clock) {
        return new Inquiries(identities, policies::of, clock);
    }

    @Produces
    @Singleton
    Compilations compilations(Identities identities, PolicyBook policies, Clock clock) {
        return new Compilations(identities, policies::of, clock);
    }

    @Produces
    @Singleton
    Trials trials(Identities identities, PolicyBook policies, Trail trail, Clock clock) {
        return new Trials(identities, policies::of, trail, clock);
    }

    @Produces
    @Singleton
    Evaluations evaluations(Inquiries inquiries) {
        return new Evaluations(inquiries);
    }
}
