// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.micrometer.core.instrument.Timer;
import io.muster.acl.bounded.Flights;
import io.muster.acl.bounded.RecentlyUsed;
import io.muster.acl.bounded.Workers;
import io.muster.acl.credential.Credential;
import io.muster.acl.credential.CredentialChecks;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks passwords so that those who come again don't pay again. Checking one that a person chose
 * takes up to a second of computing, on purpose, and perhaps longer than the broker waits: it is
 * done on few threads of its own, so that it delays nothing else, once for all who ask at the same
 * time, and to the end, though the broker has given up; when the client comes back, the answer is
 * there.
 *
 * <p>Remembered are digests, by a key that dies with this process. The hash of the credential is in
 * them, so that what was remembered of a password that was changed is never found again.
 */
public final class PasswordChecks {

    /** Those who repeat a wrong password are told soon, and counted. */
    private static final Duration WRONG_FOR = Duration.ofMinutes(1);

    private static final int WRONG = 1_000;

    private final CredentialChecks checks = new CredentialChecks();
    private final Flights<String, Optional<Boolean>> flights = new Flights<>();
    private final Workers quick;
    private final Workers slow;
    private final InstantSource clock;
    private final Duration goodFor;
    private final Timer timer;
    private final RecentlyUsed<String, Instant> good;
    private final RecentlyUsed<String, Instant> wrong = new RecentlyUsed<>(WRONG);

    /**
     * @param slow where passwords that people chose are checked
     * @param remembered how many good ones are remembered
     * @param goodFor how long, from the last time that it was shown
     * @param timer of what the slow ones take, their waiting included
     */
    public PasswordChecks(
            Workers quick,
            Workers slow,
            InstantSource clock,
            int remembered,
            Duration goodFor,
            Timer timer) {
        this.quick = quick;
        this.slow = slow;
        this.clock = clock;
        this.goodFor = goodFor;
        this.timer = timer;
        this.good = new RecentlyUsed<>(remembered);
    }

    /**
     * Whether the password is the one; empty when too many are to be checked already.
     *
     * @param asked the name that was shown
     * @param credential what it stands for; empty for nothing, which is not answered sooner
     * @param costliest how much computing that is to take
     */
    Uni<Optional<Boolean>> fits(
            String asked, Optional<Credential> credential, int costliest, String password) {
        return Uni.createFrom()
                .deferred(() -> {
                    var digest = checks.digest(asked, credential, password);
                    var known = known(digest);
                    return known.isPresent()
                            ? Uni.createFrom().item(known)
                            : flights.join(
                                    digest, () -> check(digest, credential, costliest, password));
                });
    }

    private Optional<Boolean> known(String digest) {
        if (remembered(good, digest)) {
            good.put(digest, clock.instant().plus(goodFor));
            return Optional.of(true);
        }
        return remembered(wrong, digest) ? Optional.of(false) : Optional.empty();
    }

    private boolean remembered(RecentlyUsed<String, Instant> memory, String digest) {
        return memory.find(digest).filter(clock.instant()::isBefore).isPresent();
    }

    private Uni<Optional<Boolean>> check(
            String digest, Optional<Credential> credential, int costliest, String password) {
        boolean takesLong = CredentialChecks.slow(credential, costliest);
        var began = Timer.start();
        return (takesLong ? slow : quick)
                .run(
                        () -> Optional.of(checks.matches(credential, costliest, password)),
                        Optional.<Boolean>empty())
                .invoke(verdict ->
                        verdict.ifPresent(fits -> {
                            remember(digest, fits);
                            if (takesLong) {
                                began.stop(timer);
                            }
                        }));
    }

    private void remember(String digest, boolean fits) {
        var now = clock.instant();
        if (fits) {
            good.put(digest, now.plus(goodFor));
        } else {
            wrong.put(digest, now.plus(WRONG_FOR));
        }
    }
}
