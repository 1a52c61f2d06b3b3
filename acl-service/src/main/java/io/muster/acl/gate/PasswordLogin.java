// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.credential.Credential;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Login with a password. For whom there is no credential, one is checked that nobody has: neither
 * the answer nor its time tells which user names exist. Whether the credential counts now is asked
 * each time, and after the check, however long that took.
 */
final class PasswordLogin {

    private static final Login WRONG = new Failed(Reason.PASSWORD_INVALID);

    private final PasswordGrounds grounds;
    private final PasswordChecks checks;
    private final InstantSource clock;

    PasswordLogin(PasswordGrounds grounds, PasswordChecks checks, InstantSource clock) {
        this.grounds = grounds;
        this.checks = checks;
        this.clock = clock;
    }

    /** Says whether there is anybody who could log in so. */
    boolean offered() {
        return !grounds.isEmpty();
    }

    /**
     * @param home the tenant whose clients are served; null where it stands behind the last
     *     {@code @} of the user name
     */
    Uni<Login> login(@Nullable TenantId home, @Nullable String username, String password) {
        var credential =
                LoginName.of(home, username)
                        .flatMap(name -> grounds.find(name.tenant(), name.name()));
        return checks.fits(home + " " + username, credential, grounds.costliest(), password)
                .map(verdict ->
                        verdict.map(fits -> conclude(credential, fits))
                                .orElse(new Failed(Reason.OVERLOADED)));
    }

    private Login conclude(Optional<Credential> credential, boolean fits) {
        if (credential.isEmpty() || !fits) {
            return WRONG;
        }
        var found = credential.get();
        var proof = new Password(found.authId(), found.mark());
        var device = new Device(found.tenant(), found.device(), proof, null);
        return grounds.objection(device, proof, clock.instant())
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, found.term().notAfter()));
    }
}
