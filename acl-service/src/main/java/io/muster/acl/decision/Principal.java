// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a client has proved to be. Certificate and token identities are name spaces of their own: a
 * token whose client is called like a device never inherits the device's rights.
 */
public sealed interface Principal {

    /** The tenant that the proof names; null for our own services, which belong to none. */
    @Nullable TenantId tenant();

    /** What policies may see of it. */
    Subject subject();

    /** Says whether the other is the same identity, perhaps proved by newer credentials. */
    boolean sameAs(Principal other);

    /** The name in logs and answers; unique over all kinds. */
    default String id() {
        return subject().id();
    }

    /**
     * A device.
     *
     * @param fingerprint of the certificate it showed, SHA-256 in hexadecimal; null where the
     *     broker checked the certificate and told us no more than the name in it
     */
    record Device(
            TenantId tenant,
            DeviceId device,
            @Nullable String fingerprint,
            CertificateFacts certificate)
            implements Principal {

        /** A device whose certificate only the broker saw. */
        public static Device asserted(TenantId tenant, DeviceId device) {
            return new Device(tenant, device, null, CertificateFacts.asserted(device.value()));
        }

        @Override
        public Subject subject() {
            return new Subject(
                    "cert",
                    "cert:" + tenant + "/" + device,
                    tenant,
                    Set.of(),
                    Subject.NOTHING,
                    certificate,
                    Subject.NOTHING);
        }

        @Override
        public boolean sameAs(Principal other) {
            return other instanceof Device that
                    && that.device.equals(device)
                    && that.tenant.equals(tenant);
        }
    }

    /**
     * A holder of a verified token.
     *
     * @param issuer the claim {@code iss}
     * @param groups the token's roles
     * @param claims all claims; never changed once here
     */
    record Token(
            String issuer,
            String clientId,
            String subjectId,
            @Nullable TenantId tenant,
            Set<String> groups,
            ObjectNode claims)
            implements Principal {

        public Token {
            groups = Set.copyOf(groups);
        }

        @Override
        public Subject subject() {
            return new Subject(
                    "token",
                    "oidc:" + issuer + "#" + subjectId,
                    tenant,
                    groups,
                    claims,
                    null,
                    Subject.NOTHING);
        }

        @Override
        public boolean sameAs(Principal other) {
            return other instanceof Token that
                    && that.issuer.equals(issuer)
                    && that.clientId.equals(clientId)
                    && that.subjectId.equals(subjectId);
        }
    }
}
