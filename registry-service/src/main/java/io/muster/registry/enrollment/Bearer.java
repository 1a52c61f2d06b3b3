// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.RequestedNames;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.IdTemplate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody who may ask, and of whom only the request tells for which device. */
sealed interface Bearer {

    /**
     * Anybody, whom a person will look at.
     *
     * @param user the device, where the transport names one beside the request
     */
    record Anybody(TenantId tenant, Optional<String> user) implements Bearer {

        @Override
        public String method() {
            return "manual";
        }

        @Override
        public Optional<Grant> grant(CertificateRequest request) {
            return user.or(() -> request.names().commonNames().stream().findFirst())
                    .flatMap(DeviceId::parse)
                    .map(device -> new DeviceIdentity(tenant, device))
                    .map(identity -> new Grant.ByPerson(identity, request.keyDigest()));
        }
    }

    /** The holder of a certificate that an authority of the tenant's vouches for. */
    record Vouched(
            TenantId tenant,
            Fingerprint fingerprint,
            ForeignCertificate certificate,
            IdTemplate template,
            String method)
            implements Bearer {

        @Override
        public Optional<Grant> grant(CertificateRequest request) {
            return template.resolve(place -> value(place, request.names()))
                    .map(device -> new DeviceIdentity(tenant, device))
                    .map(identity ->
                            new Grant.ByAuthority(
                                    identity, fingerprint, method, !template.namesHolder()));
        }

        private Optional<String> value(String place, RequestedNames names) {
            return place.equals("csr.cn") ? names.commonName() : certificate.value(place);
        }
    }

    /**
     * The holder of a claim certificate.
     *
     * @param parameters what the holder says of itself beside the request
     */
    record Claimant(
            TenantId tenant,
            UUID claim,
            ClaimScope scope,
            IdTemplate template,
            Map<String, String> parameters)
            implements Bearer {

        private static final String PARAMETER = "param.";

        public Claimant {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public String method() {
            return "claim-certificate";
        }

        @Override
        public Optional<Grant> grant(CertificateRequest request) {
            return template.resolve(place -> value(place, request.names()))
                    .filter(scope::covers)
                    .map(device -> new Grant.ByClaim(new DeviceIdentity(tenant, device), claim));
        }

        private Optional<String> value(String place, RequestedNames names) {
            return place.startsWith(PARAMETER)
                    ? Optional.ofNullable(parameters.get(place.substring(PARAMETER.length())))
                    : names.commonName();
        }
    }

    /** The kind of the grant in the records of attempts. */
    String method();

    /** The right to a certificate; empty when the request names no device it could be for. */
    Optional<Grant> grant(CertificateRequest request);
}
