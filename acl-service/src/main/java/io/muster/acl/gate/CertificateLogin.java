// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.bounded.RecentlyUsed;
import io.muster.acl.bounded.Workers;
import io.muster.acl.certificate.CertificateCheck;
import io.muster.acl.certificate.CertificateVerdict;
import io.muster.acl.certificate.CertificateVerdict.Flaw;
import io.muster.acl.certificate.CertificateVerdict.Sound;
import io.muster.acl.certificate.CertificateVerdict.Unsound;
import io.muster.acl.certificate.DeviceCertificate;
import io.muster.acl.certificate.Trust;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof;
import io.muster.acl.decision.Proof.Claim;
import io.muster.acl.decision.Proof.Enrolled;
import io.muster.acl.decision.Proof.Trusted;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Login with a client certificate. What does not change is checked once and remembered by
 * fingerprint, which covers every byte of it; what does change is looked up each time.
 */
final class CertificateLogin {

    private static final int REMEMBERED = 10_000;
    private static final Duration CLAIM_SESSION = Duration.ofSeconds(60);
    private static final Login UNAVAILABLE = new Failed(Reason.UNAVAILABLE);

    private final FleetModel model;
    private final Trust trust;
    private final Workers workers;
    private final InstantSource clock;
    private final RecentlyUsed<String, DeviceCertificate> sound = new RecentlyUsed<>(REMEMBERED);
    private final RecentlyUsed<String, DeviceCertificate> vouched = new RecentlyUsed<>(REMEMBERED);

    CertificateLogin(FleetModel model, Trust trust, Workers workers, InstantSource clock) {
        this.model = model;
        this.trust = trust;
        this.workers = workers;
        this.clock = clock;
    }

    Uni<Login> login(byte[] der) {
        return trust.isEmpty() ? loginOfRegistry(der) : loginByTrust(der);
    }

    /** What the registry issues is the registry's matter, whoever else would vouch for it. */
    private Uni<Login> loginByTrust(byte[] der) {
        var known = vouched.find(Sha256.hex(der)).filter(trust::trusts);
        Uni<Optional<DeviceCertificate>> found =
                known.isPresent()
                        ? Uni.createFrom().item(known)
                        : workers.run(() -> trust.check(der, clock.instant()), Optional.empty());
        return found.chain(certificate ->
                certificate
                        .filter(each -> model.current().filter(f -> f.trusts(each)).isEmpty())
                        .map(each -> Uni.createFrom().item(vouchedFor(each)))
                        .orElseGet(() -> loginOfRegistry(der)));
    }

    private Login vouchedFor(DeviceCertificate certificate) {
        vouched.put(certificate.fingerprint(), certificate);
        var now = clock.instant();
        if (!certificate.validAt(now)) {
            return new Failed(Reason.CERTIFICATE_EXPIRED);
        }
        var proof = new Trusted(certificate.fingerprint(), certificate.facts());
        var device = new Device(certificate.tenant(), certificate.device(), proof, null);
        return trust.objection(device, proof, now)
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, certificate.notAfter()));
    }

    private Uni<Login> loginOfRegistry(byte[] der) {
        var fleet = model.current();
        if (fleet.isEmpty()) {
            return Uni.createFrom().item(UNAVAILABLE);
        }
        var fingerprint = Sha256.hex(der);
        return remembered(fingerprint, fleet.get())
                .map(this::conclude)
                .orElseGet(() -> check(der, fleet.get()).chain(this::conclude));
    }

    private Optional<DeviceCertificate> remembered(String fingerprint, Fleet fleet) {
        return sound.find(fingerprint).filter(fleet::trusts);
    }

    private Uni<Login> conclude(DeviceCertificate certificate) {
        return conclude(Optional.of(new Sound(certificate)));
    }

    /** Empty when the workers are overloaded. */
    private Uni<Optional<CertificateVerdict>> check(byte[] der, Fleet fleet) {
        var check = new CertificateCheck(fleet);
        return workers.run(() -> Optional.of(check.check(der, clock.instant())), Optional.empty());
    }

    private Uni<Login> conclude(Optional<CertificateVerdict> verdict) {
        if (verdict.isEmpty()) {
            return Uni.createFrom().item(new Failed(Reason.OVERLOADED));
        }
        return switch (verdict.get()) {
            case Sound(var certificate) -> admit(certificate);
            case Unsound(var flaw) -> Uni.createFrom().item(new Failed(reason(flaw)));
        };
    }

    private static Reason reason(Flaw flaw) {
        return flaw == Flaw.ISSUER ? Reason.ISSUER_UNKNOWN : Reason.CERTIFICATE_INVALID;
    }

    private Uni<Login> admit(DeviceCertificate certificate) {
        sound.put(certificate.fingerprint(), certificate);
        if (!certificate.validAt(clock.instant())) {
            return Uni.createFrom().item(new Failed(Reason.CERTIFICATE_EXPIRED));
        }
        boolean known =
                model.current().filter(fleet -> fleet.knows(certificate.fingerprint())).isPresent();
        return known
                ? Uni.createFrom().item(proven(certificate))
                : model.awaitCertificate(certificate.fingerprint()).map(_ -> proven(certificate));
    }

    private static Proof proof(DeviceCertificate certificate) {
        return certificate.claim()
                ? new Claim(certificate.fingerprint(), certificate.facts())
                : new Enrolled(certificate.fingerprint(), certificate.facts());
    }

    private Login proven(DeviceCertificate certificate) {
        var device =
                new Device(certificate.tenant(), certificate.device(), proof(certificate), null);
        return model.objection(device, clock.instant())
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, until(certificate)));
    }

    /** A claim is for one conversation: whoever shares it has no session to rest in. */
    private Instant until(DeviceCertificate certificate) {
        var end = certificate.notAfter();
        var soon = clock.instant().plus(CLAIM_SESSION);
        return certificate.claim() && soon.isBefore(end) ? soon : end;
    }
}
