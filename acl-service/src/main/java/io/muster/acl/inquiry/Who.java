// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Subject;
import io.muster.acl.gate.Credentials;
import io.muster.platform.topic.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a question is about. */
public sealed interface Who {

    /** Somebody who shows credentials, which are verified. */
    record Shown(Credentials credentials) implements Who {}

    /** The client of a session that we let in. */
    record Held(String session) implements Who {}

    /**
     * Somebody who is only described: for trying out policies, and for enforcement points that have
     * verified the identity themselves.
     */
    record Described(
            String type,
            String id,
            Set<String> groups,
            ObjectNode claims,
            @Nullable CertificateFacts certificate,
            ObjectNode attributes)
            implements Who {

        public Described {
            groups = Set.copyOf(groups);
        }

        /** The description as policies of this tenant see it. */
        public Subject in(@Nullable TenantId tenant) {
            return new Subject(type, id, tenant, groups, claims, certificate, attributes);
        }
    }
}
