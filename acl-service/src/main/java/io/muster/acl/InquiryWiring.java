// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.authzen.Evaluations;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.gate.Logins;
import io.muster.acl.inquiry.Identities;
import io.muster.acl.inquiry.Inquiries;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what answers the native API and AuthZEN. */
@Dependent
class InquiryWiring {

    @Produces
    @Singleton
    Inquiries inquiries(Logins logins, PolicyBook policies, Clock clock) {
        return new Inquiries(new Identities(logins), policies::of, clock);
    }

    @Produces
    @Singleton
    Evaluations evaluations(Inquiries inquiries) {
        return new Evaluations(inquiries);
    }
}
