// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.inquiry.Asker.Administrator;
import io.muster.acl.inquiry.Identified.Known;
import io.muster.acl.inquiry.Identified.Unknown;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.trail.Replay;
import io.muster.acl.trail.Trail;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tries changes of policies out: on questions that are made up, and on decisions of late. */
public final class Trials {

    private final Identities identities;
    private final Function<@Nullable TenantId, PolicySet> policies;
    private final Trail trail;
    private final InstantSource clock;

    public Trials(
            Identities identities,
            Function<@Nullable TenantId, PolicySet> policies,
            Trail trail,
            InstantSource clock) {
        this.identities = identities;
        this.policies = policies;
        this.trail = trail;
        this.clock = clock;
    }

    /** Decides each question twice, in their order. */
    public Uni<List<Compared>> simulate(Simulation simulation, Administrator asker) {
        var current = policies.apply(asker.tenant());
        var candidate = simulation.trial().candidate(current);
        var at = simulation.at() == null ? clock.instant() : simulation.at();
        return Uni.join()
                .all(
                        simulation.requests().stream()
                                .map(inquiry ->
                                        identities
                                                .identify(inquiry, asker)
                                                .map(who ->
                                                        compare(
                                                                inquiry, who, current, candidate,
                                                                at)))
                                .toList())
                .andFailFast();
    }

    private static Compared compare(
            Inquiry inquiry, Identified who, PolicySet current, PolicySet candidate, Instant at) {
        return switch (who) {
            case Unknown(var reason) -> new Compared(Decision.deny(reason), Decision.deny(reason));
            case Known known ->
                    new Compared(
                            decide(inquiry, known.caller(), current, at),
                            decide(inquiry, known.caller(), candidate, at));
        };
    }

    private static Decision decide(Inquiry inquiry, Caller caller, PolicySet policies, Instant at) {
        var ask = inquiry.ask();
        return ask == null ? policies.connect(caller, at) : policies.decide(caller, ask, at);
    }

    /** Decides the latest decisions about the tenant's identities again. */
    public Replay replay(Trial trial, TenantId tenant, int limit) {
        var current = policies.apply(tenant);
        var candidate = trial.candidate(current);
        return Replay.of(
                trail.latest(
                        decided ->
                                decided.caller() != null
                                        && tenant.equals(decided.caller().subject().tenant()),
                        limit),
                current,
                candidate);
    }
}
