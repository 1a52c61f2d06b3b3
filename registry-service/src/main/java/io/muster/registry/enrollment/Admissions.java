// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.ca.Authorities;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.enrollment.Admission.Denied;
import io.muster.registry.enrollment.Admission.Granted;
import io.muster.registry.enrollment.Grant.ByCertificate;
import io.muster.registry.enrollment.Grant.ByToken;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Who may ask for a certificate. An unknown device and a wrong secret take the same way: one look
 * for the hash of the secret, whose timing tells nothing about the secret.
 */
@Singleton
class Admissions {

    private static final Refusal UNAUTHORIZED =
            new Refusal(RefusalReason.UNAUTHORIZED, "The credentials are not valid.");
    private static final Refusal WITHDRAWN =
            new Refusal(
                    RefusalReason.NOT_CURRENT_CERTIFICATE,
                    "The authority that issued the certificate is good no more.");
    private static final Refusal ELSEWHERE =
            new Refusal(RefusalReason.TOKEN_SCOPE, "The claim token is not good at this address.");

    private final Database database;
    private final ClaimTokenStore tokens;
    private final CertificateStore certificates;
    private final Authorities authorities;
    private final Allowances allowances;
    private final Clock clock;

    Admissions(
            Database database,
            ClaimTokenStore tokens,
            CertificateStore certificates,
            Authorities authorities,
            Allowances allowances,
            Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.certificates = certificates;
        this.authorities = authorities;
        this.allowances = allowances;
        this.clock = clock;
    }

    Uni<Admission> byToken(Origin origin, Claim claim) {
        var secret = Fingerprint.of(claim.secret().getBytes(StandardCharsets.UTF_8));
        return database.read(connection -> tokens.find(connection, origin.profile().path(), secret))
                .map(found -> admit(origin, claim, found));
    }

    private static Admission admit(Origin origin, Claim claim, Optional<ClaimToken> found) {
        var device = DeviceId.parse(claim.device());
        var token =
                found.filter(known -> !known.closed())
                        .filter(known -> device.filter(known.scope()::covers).isPresent());
        if (token.isEmpty()) {
            return new Denied(UNAUTHORIZED);
        }
        var scope = token.get().scope();
        return scope.networks().contain(origin.remoteIp())
                ? new Granted(
                        new ByToken(
                                new DeviceIdentity(origin.tenant(), device.orElseThrow()),
                                token.get().id(),
                                scope.device().isEmpty()))
                : new Denied(ELSEWHERE);
    }

    /** Why nobody looks at a request that comes without credentials. */
    Optional<Refusal> byPerson(Origin origin) {
        return allowances.mayAsk(origin) ? Optional.empty() : Optional.of(Allowances.TOO_MANY);
    }

    /** What a certificate is good for that was issued to a device; empty when it was not. */
    Uni<Optional<Admission>> byCertificate(Origin origin, Fingerprint current) {
        return database.read(connection -> certificates.find(connection, origin.tenant(), current))
                .map(found -> found.map(this::byCertificate));
    }

    /**
     * What is good no more spends an allowance of its own: whoever has found a device's old
     * certificate must not keep the device from renewing. Nothing that an authority signed is good
     * after the authority was given up.
     */
    private Admission byCertificate(DeviceCertificate found) {
        var identity = found.identity();
        boolean good = found.revocation().isEmpty() && found.validity().contains(clock.instant());
        boolean may =
                good ? allowances.mayRenew(identity) : allowances.mayRevive(found.fingerprint());
        if (!may) {
            return new Denied(Allowances.TOO_MANY);
        }
        return authorities.find(identity.tenant(), found.issuer()).isPresent()
                ? new Granted(new ByCertificate(identity, found.fingerprint(), true))
                : new Denied(WITHDRAWN);
    }
}
