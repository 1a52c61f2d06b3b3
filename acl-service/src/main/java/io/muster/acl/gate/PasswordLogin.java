// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.bounded.RecentlyUsed;
import io.muster.acl.bounded.Workers;
import io.muster.acl.credential.Credential;
import io.muster.acl.credential.CredentialChecks;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Login with a password. For whom there is no credential, one is checked that nobody has: neither
 * the answer nor its time tells which user names exist. A good password is remembered for a while,
 * by a digest that is worth nothing outside this process, since some brokers repeat it with every
 * question.
 */
final class PasswordLogin {

    private static final int REMEMBERED = 10_000;
    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final Login WRONG = new Failed(Reason.PASSWORD_INVALID);

    private final PasswordGrounds grounds;
    private final Workers workers;
    private final InstantSource clock;
    private final CredentialChecks checks = new CredentialChecks();
    private final RecentlyUsed<String, Instant> good = new RecentlyUsed<>(REMEMBERED);

    PasswordLogin(PasswordGrounds grounds, Workers workers, InstantSource clock) {
        this.grounds = grounds;
        this.workers = workers;
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
        var credential = username == null ? Optional.<Credential>empty() : find(home, username);
        var digest = checks.digest(credential, password);
        return good.find(digest).filter(clock.instant()::isBefore).isPresent()
                ? Uni.createFrom().item(conclude(credential, true, digest))
                : workers.run(() -> check(credential, password), Optional.<Boolean>empty())
                        .map(verdict ->
                                verdict.map(fits -> conclude(credential, fits, digest))
                                        .orElse(new Failed(Reason.OVERLOADED)));
    }

    private Optional<Credential> find(@Nullable TenantId home, String username) {
        if (home != null) {
            return grounds.find(home, username);
        }
        int at = username.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : TenantId.parse(username.substring(at + 1))
                        .flatMap(tenant -> grounds.find(tenant, username.substring(0, at)));
    }

    private Optional<Boolean> check(Optional<Credential> credential, String password) {
        return Optional.of(checks.matches(credential, grounds.costliest(), password));
    }

    private Login conclude(Optional<Credential> credential, boolean fits, String digest) {
        if (credential.isEmpty() || !fits) {
            return WRONG;
        }
        var found = credential.get();
        var now = clock.instant();
        good.put(digest, now.plus(MEMORY));
        var proof = new Password(found.authId(), found.mark());
        var device = new Device(found.tenant(), found.device(), proof, null);
        return grounds.objection(device, proof, now)
                .<Login>map(Failed::new)
                .orElseGet(() -> new Proven(device, found.notAfter()));
    }
}
