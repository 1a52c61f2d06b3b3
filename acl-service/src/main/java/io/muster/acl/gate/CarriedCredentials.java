// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.book.PolicyBook;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.gate.Entry.Barred;
import io.muster.acl.gate.Entry.Granted;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides for brokers that repeat a client's credentials with each of its questions. No session is
 * needed, so none can be missing; the credentials are looked at anew each time, and so is whether
 * their holder may be this client at all.
 */
public final class CarriedCredentials {

    private static final String NAMELESS = "-";

    /** By no rule: those are asked when it is known who the client is. */
    private static final Decision PROVEN = new Allow("credentials");

    private final Entrance entrance;
    private final PolicyBook policies;
    private final Verdicts verdicts;
    private final InstantSource clock;

    public CarriedCredentials(
            Entrance entrance, PolicyBook policies, Verdicts verdicts, InstantSource clock) {
        this.entrance = entrance;
        this.policies = policies;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** May the holder do that as this client? */
    public Uni<Permit> decide(ConnectRequest request, Ask ask) {
        return entrance.ask(request)
                .map(entry -> {
                    var decision = decision(entry, ask);
                    verdicts.decided(request.clientId(), entry.caller(), ask, decision);
                    return Permit.of(decision, until(entry));
                });
    }

    private Decision decision(Entry entry, Ask ask) {
        return switch (entry) {
            case Barred(_, var deny) -> deny;
            case Granted granted -> byRules(granted.caller(), ask);
        };
    }

    private Decision byRules(Caller caller, Ask ask) {
        return policies.of(caller.subject().tenant()).decide(caller, ask, clock.instant());
    }

    private static @Nullable Instant until(Entry entry) {
        return entry instanceof Granted granted ? granted.until() : null;
    }

    /** May the holder be this client? */
    public Uni<Permit> present(ConnectRequest request) {
        return entrance.ask(request).map(entry -> Permit.of(entry.decision(), until(entry)));
    }

    /** Are the credentials good? Which client their holder will be is not known yet. */
    public Uni<Permit> prove(Credentials credentials) {
        return entrance.objection(credentials)
                .map(objection -> objection.map(Decision::deny).orElse(PROVEN))
                .invoke(decision -> verdicts.decided(NAMELESS, null, null, decision))
                .map(decision -> Permit.of(decision, null));
    }
}
