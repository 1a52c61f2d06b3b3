// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a client has proved to be. Certificate and token identities are name spaces of their own: a
 * token whose client is called like a device never inherits the device's rights.
 */
public sealed interface Principal {

    /** The name in logs and answers; unique over both kinds. */
    String id();

    /** What policies call the kind of proof: {@code cert} or {@code token}. */
    String type();

    /** The tenant that the proof names; null for our own services, which belong to none. */
    @Nullable TenantId tenant();

    /** Says whether the other is the same identity, perhaps proved by newer credentials. */
    boolean sameAs(Principal other);

    /**
     * A device. The fingerprint is the one of the certificate it showed, or null where the broker
     * checked the certificate and told us no more than the name in it.
     */
    record Device(TenantId tenant, DeviceId device, @Nullable String fingerprint)
            implements Principal {

        @Override
        public String id() {
            return "cert:" + tenant + "/" + device;
        }

        @Override
        public String type() {
            return "cert";
        }

        @Override
        public boolean sameAs(Principal other) {
            return other instanceof Device that
                    && that.device.equals(device)
                    && that.tenant.equals(tenant);
        }
    }

    /** A holder of a verified token; its groups are the token's roles. */
    record Token(String clientId, String subject, @Nullable TenantId tenant, Set<String> groups)
            implements Principal {

        public Token {
            groups = Set.copyOf(groups);
        }

        @Override
        public String id() {
            return "token:" + clientId;
        }

        @Override
        public String type() {
            return "token";
        }

        @Override
        public boolean sameAs(Principal other) {
            return other instanceof Token that
                    && that.clientId.equals(clientId)
                    && that.subject.equals(subject);
        }
    }
}
