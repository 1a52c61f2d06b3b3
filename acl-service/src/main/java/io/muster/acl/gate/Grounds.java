// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.certificate.Trust;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Proof.Trusted;
import io.muster.acl.decision.Reason;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.session.Session;
import java.time.Instant;
import java.util.Optional;

/** What a session stands on: that nobody revoked anything of it, and the facts about the fleet. */
public final class Grounds implements Standing {

    private final FleetModel model;
    private final Trust trust;
    private final PasswordGrounds passwords;
    private final Revocations revocations;

    public Grounds(
            FleetModel model, Trust trust, PasswordGrounds passwords, Revocations revocations) {
        this.passwords = passwords;
        this.trust = trust;
        this.model = model;
        this.revocations = revocations;
    }

    @Override
    public Optional<Reason> objection(Session session, Instant now) {
        var revoked = revocations.objection(session, now);
        return revoked.isPresent() ? revoked : objection(session.principal(), now);
    }

    private Optional<Reason> objection(Principal principal, Instant now) {
        return switch (principal) {
            case Device device when device.proof() instanceof Trusted proof ->
                    trust.objection(device, proof, now);
            case Device device when device.proof() instanceof Password proof ->
                    passwords.objection(device, proof, now);
            default -> model.objection(principal, now);
        };
    }

    /** Says whether it has lost them, as far as we know, however old that knowledge is. */
    public boolean gone(Session session, Instant now) {
        return revocations.hit(session, now) || gone(session.principal(), now);
    }

    private boolean gone(Principal principal, Instant now) {
        return switch (principal) {
            case Device device when device.proof() instanceof Trusted proof ->
                    trust.objection(device, proof, now).isPresent();
            case Device device when device.proof() instanceof Password proof ->
                    passwords.fell(device, proof, now);
            default -> model.fell(principal, now);
        };
    }
}
