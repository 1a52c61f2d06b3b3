// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.bounded.Workers;
import io.muster.acl.certificate.PinnedCertificate;
import io.muster.acl.credential.Pin;
import io.muster.acl.credential.PinBook;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Pinned;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Login with a certificate that a device is known by, for those that nobody else vouches for. What
 * registry-service has issued never comes in by this door: what it took back stays out, whatever
 * was pinned. Several tenants may have pinned the same, since a certificate is no secret; then the
 * broker's tenant decides, or the one that the user name tells, or else it is refused.
 */
final class PinnedLogin {

    private static final Login WORTHLESS = new Failed(Reason.CERTIFICATE_INVALID);
    private static final Login OVERLOADED = new Failed(Reason.OVERLOADED);

    private final FleetModel model;
    private final Workers workers;
    private final InstantSource clock;

    PinnedLogin(FleetModel model, Workers workers, InstantSource clock) {
        this.model = model;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * @param home the tenant whose clients are served; null for all
     * @param refusal what became of the certificate before, which stands where nobody pinned it
     */
    Uni<Login> login(
            @Nullable TenantId home, @Nullable String username, byte[] der, Failed refusal) {
        var fleet = model.current();
        return fleet.isEmpty() || !mayBePinned(fleet.get(), der, refusal)
                ? Uni.createFrom().item(refusal)
                : workers.run(
                        () -> login(fleet.get().pins(), home, username, der, refusal), OVERLOADED);
    }

    private static boolean mayBePinned(Fleet fleet, byte[] der, Failed refusal) {
        boolean stranger =
                switch (refusal.reason()) {
                    case CERTIFICATE_INVALID, ISSUER_UNKNOWN -> true;
                    default -> false;
                };
        return stranger && !fleet.pins().isEmpty() && !fleet.knows(Sha256.hex(der));
    }

    private Login login(
            PinBook pins,
            @Nullable TenantId home,
            @Nullable String username,
            byte[] der,
            Failed refusal) {
        var read = PinnedCertificate.read(der);
        if (read.isEmpty()) {
            return WORTHLESS;
        }
        var certificate = read.get();
        var found =
                Stream.of(Pin.ofCertificate(der), Pin.ofKey(certificate.key()))
                        .flatMap(name -> pins.find(name).stream())
                        .filter(pin -> home == null || pin.tenant().equals(home))
                        .toList();
        if (found.isEmpty()) {
            return refusal;
        }
        var meant = unambiguous(found, home, username);
        return meant.isEmpty()
                ? new Failed(Reason.TENANT_MISMATCH)
                : admit(meant, certificate, Sha256.hex(der));
    }

    /** The pins of one device, by its certificate and by its key; none when it could be another. */
    private static List<Pin> unambiguous(
            List<Pin> found, @Nullable TenantId home, @Nullable String username) {
        if (sameDevice(found)) {
            return found;
        }
        var told = LoginName.of(home, username).map(LoginName::tenant);
        var meant =
                found.stream()
                        .filter(pin -> told.filter(pin.tenant()::equals).isPresent())
                        .toList();
        return sameDevice(meant) ? meant : List.of();
    }

    private static boolean sameDevice(List<Pin> pins) {
        return pins.stream().map(pin -> List.of(pin.tenant(), pin.device())).distinct().count()
                == 1;
    }

    /** One pin that counts is enough. */
    private Login admit(List<Pin> pins, PinnedCertificate certificate, String fingerprint) {
        var now = clock.instant();
        if (!certificate.validAt(now)) {
            return new Failed(Reason.CERTIFICATE_EXPIRED);
        }
        var pin =
                pins.stream()
                        .filter(each -> each.term().holdsAt(now))
                        .findFirst()
                        .orElse(pins.getFirst());
        var proof = new Pinned(fingerprint, pin.name(), certificate.facts(pin.device()));
        var device = new Device(pin.tenant(), pin.device(), proof, null);
        return model.objection(device, now)
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, end(pin, certificate)));
    }

    private static Instant end(Pin pin, PinnedCertificate certificate) {
        return Optional.ofNullable(pin.term().notAfter())
                .filter(certificate.notAfter()::isAfter)
                .orElseGet(certificate::notAfter);
    }
}
