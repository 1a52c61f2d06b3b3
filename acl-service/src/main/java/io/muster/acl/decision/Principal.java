// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
     * A device, or who wants to become one: the holder of a claim, which has a name like a device.
     *
     * @param token that it showed besides; null when it showed none
     */
    record Device(TenantId tenant, DeviceId device, Proof proof, @Nullable Token token)
            implements Principal {

        /**
         * A device of the registry.
         *
         * @param fingerprint of the certificate it showed, SHA-256 in hexadecimal; null where the
         *     broker checked the certificate and told us no more than the name in it
         */
        public Device(
                TenantId tenant,
                DeviceId device,
                @Nullable String fingerprint,
                CertificateFacts certificate) {
            this(
                    tenant,
                    device,
                    fingerprint == null
                            ? new Proof.Asserted(certificate)
                            : new Proof.Enrolled(fingerprint, certificate),
                    null);
        }

        /** A device whose certificate only the broker saw. */
        public static Device asserted(TenantId tenant, DeviceId device) {
            return new Device(tenant, device, null, CertificateFacts.asserted(device.value()));
        }

        /** The same device with the token that it showed besides. */
        public Device with(Token shown) {
            return new Device(tenant, device, proof, shown);
        }

        /** Of the certificate it showed; null when we saw none. */
        public @Nullable String fingerprint() {
            return proof.fingerprint();
        }

        /** Name spaces of their own: who knows a password has no rights of certificates. */
        @Override
        public Subject subject() {
            var type = type();
            var beside = token;
            return new Subject(
                    type,
                    type + ":" + tenant + "/" + device,
                    tenant,
                    beside == null ? Set.of() : beside.groups(),
                    beside == null ? named() : beside.claims(),
                    proof.certificate(),
                    Subject.NOTHING);
        }

        private String type() {
            return switch (proof) {
                case Proof.Password _ -> "password";
                case Proof.Claim _ -> "claim";
                case Proof.Enrolled _, Proof.Trusted _, Proof.Pinned _, Proof.Asserted _ -> "cert";
            };
        }

        /** Policies need the device's name in a variable of one level; a certificate has it. */
        private ObjectNode named() {
            return proof instanceof Proof.Password
                    ? JsonNodeFactory.instance.objectNode().put("sub", device.value())
                    : Subject.NOTHING;
        }

        @Override
        public boolean sameAs(Principal other) {
            return other instanceof Device that
                    && that.device.equals(device)
                    && that.proof instanceof Proof.Claim == proof instanceof Proof.Claim
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
