// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import io.muster.acl.credential.CredentialBook;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Reason;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as this replica knows it, and whether that is good enough to decide by. Before the
 * first snapshot and after too long without contact, no device is let in and none may do anything.
 * Our own services, which prove themselves by token, are not held up: the model's own feed is one
 * of them.
 */
public final class FleetModel {

    private static final int MAX_WAITING = 1000;

    private final Arrivals arrivals;
    private final Supplier<Optional<Duration>> age;
    private final Duration maxAge;
    private volatile @Nullable Fleet fleet;

    /**
     * @param age how long ago the owner was last heard of; empty before the first time
     * @param patience how long to wait for the event about a certificate just issued
     */
    public FleetModel(Supplier<Optional<Duration>> age, Duration maxAge, Duration patience) {
        this.age = age;
        this.maxAge = maxAge;
        this.arrivals = new Arrivals(patience, MAX_WAITING);
    }

    /** The fleet to decide by; empty when there is none, or one that is too old. */
    public Optional<Fleet> current() {
        return Optional.ofNullable(fleet).filter(_ -> fresh());
    }

    private boolean fresh() {
        return age.get().filter(known -> known.compareTo(maxAge) <= 0).isPresent();
    }

    /** Why this identity may not be connected now, as far as the fleet is concerned. */
    public Optional<Reason> objection(Principal principal, Instant now) {
        return principal instanceof Device device
                ? current()
                        .map(known -> known.objection(device, now))
                        .orElse(Optional.of(Reason.UNAVAILABLE))
                : Optional.empty();
    }

    /**
     * Says whether an identity lost its right to be connected, as far as we know, however old that
     * knowledge is.
     */
    public boolean fell(Principal principal, Instant now) {
        var known = fleet;
        return known != null
                && principal instanceof Device device
                && known.objection(device, now).isPresent();
    }

    /** The passwords that registry-service told of; empty while the model is not good enough. */
    public Optional<CredentialBook> credentials() {
        return current().map(Fleet::credentials);
    }

    /** Waits a moment for the event about a certificate; then it is worth looking again. */
    public Uni<Boolean> awaitCertificate(String fingerprint) {
        return Uni.createFrom().deferred(() -> arrivals.of(fingerprint));
    }

    /** The fleet that events go into, however old; null before the first snapshot. */
    @Nullable Fleet latest() {
        return fleet;
    }

    void replace(Fleet next) {
        fleet = next;
        arrivals.toldOfAll();
    }

    void told(String fingerprint) {
        arrivals.told(fingerprint);
    }
}
