// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.limits.Attempt;
import io.muster.acl.limits.Limit;
import io.muster.acl.limits.Limits;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Sends those away who failed or came too often, before their credentials are looked at. */
public final class Doorkeeper {

    /** What no client has by honest means. One whose credentials ran out is no attacker. */
    private static final Set<Reason> FORGED =
            Set.of(
                    Reason.TOKEN_INVALID,
                    Reason.PASSWORD_INVALID,
                    Reason.CERTIFICATE_INVALID,
                    Reason.ISSUER_UNKNOWN);

    private final Limits limits;
    private final InstantSource clock;
    private final Map<Limit, Counter> sentAway = new EnumMap<>(Limit.class);

    public Doorkeeper(Limits limits, InstantSource clock, MeterRegistry meters) {
        this.limits = limits;
        this.clock = clock;
        for (var limit : Limit.values()) {
            sentAway.put(
                    limit,
                    Counter.builder("muster.acl.limited")
                            .description(
                                    "Credentials refused unseen, by what there was too much of")
                            .tag("limit", limit.wireName())
                            .register(meters));
        }
    }

    /**
     * What comes of the login, and is remembered; it does not begin for those who are not listened
     * to at all.
     */
    public Uni<Login> watch(Attempt attempt, Supplier<Uni<Login>> login) {
        return Uni.createFrom().deferred(() -> watched(attempt, login));
    }

    private Uni<Login> watched(Attempt attempt, Supplier<Uni<Login>> login) {
        var limit = limits.blocking(attempt, clock.instant());
        if (limit.isPresent()) {
            count(limit.get());
            return Uni.createFrom().item(new Failed(Reason.RATE_LIMITED));
        }
        return login.get().invoke(end -> saw(attempt, end));
    }

    private void saw(Attempt attempt, Login login) {
        switch (login) {
            case Proven _ -> limits.succeeded(attempt);
            case Failed(var reason) when FORGED.contains(reason) ->
                    limits.failed(attempt, clock.instant());
            case Failed _ -> {}
        }
    }

    /** Says whether a client that is about to be let in does not come too often. */
    boolean admits(Entry.Granted granted) {
        var caller = granted.caller();
        var attempt = Attempt.of(caller.origin().ip(), caller.clientId(), caller.username());
        boolean may = limits.mayConnect(attempt, granted.principal().id(), clock.instant());
        if (!may) {
            count(Limit.FLAPPING);
        }
        return may;
    }

    private void count(Limit limit) {
        var counter = sentAway.get(limit);
        if (counter != null) {
            counter.increment();
        }
    }
}
