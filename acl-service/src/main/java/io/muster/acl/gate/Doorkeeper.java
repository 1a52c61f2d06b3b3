// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.limits.Attempt;
import io.muster.acl.limits.Limit;
import io.muster.acl.limits.Limits;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
                                    "Connections refused unseen, by what there was too much of")
                            .tag("limit", limit.wireName())
                            .register(meters));
        }
    }

    /** Says whether it is listened to at all. */
    boolean listensTo(ConnectRequest request) {
        var limit = limits.blocking(attempt(request), clock.instant());
        limit.ifPresent(this::count);
        return limit.isEmpty();
    }

    /** To be told of every login. */
    void saw(ConnectRequest request, Login login) {
        switch (login) {
            case Proven _ -> limits.succeeded(attempt(request));
            case Failed(var reason) when FORGED.contains(reason) ->
                    limits.failed(attempt(request), clock.instant());
            case Failed _ -> {}
        }
    }

    /** Says whether a client that is about to be let in does not come too often. */
    boolean admits(Entry.Granted granted) {
        var caller = granted.caller();
        var attempt = attempt(caller.origin(), caller.clientId(), caller.username());
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

    private static Attempt attempt(ConnectRequest request) {
        return attempt(request.origin(), request.clientId(), request.username());
    }

    private static Attempt attempt(Origin origin, String clientId, @Nullable String username) {
        return Attempt.of(origin.ip(), clientId, username);
    }
}
