// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Admission;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials;
import io.muster.acl.inquiry.Identified.Known;
import io.muster.acl.inquiry.Identified.Unknown;
import io.muster.acl.inquiry.Verdict.Assurance;
import io.muster.acl.inquiry.Who.Shown;
import io.muster.acl.policy.Explanation;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.session.Session;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides questions of the native API by the rules that the hooks decide by. An enforcement point
 * that connects a client opens a session by asking; nobody else's question leaves anything behind.
 */
public final class Inquiries {

    private final Identities identities;
    private final Function<@Nullable TenantId, PolicySet> policies;
    private final InstantSource clock;

    public Inquiries(
            Identities identities,
            Function<@Nullable TenantId, PolicySet> policies,
            InstantSource clock) {
        this.identities = identities;
        this.policies = policies;
        this.clock = clock;
    }

    /** The answer. Never fails: whatever goes wrong is a refusal. */
    public Uni<Verdict> decide(Inquiry inquiry, Asker asker) {
        return inquiry.who() instanceof Shown(var credentials)
                        && inquiry.ask() == null
                        && asker instanceof Asker.Enforcer enforcer
                ? connect(inquiry, credentials, enforcer)
                : identities
                        .identify(inquiry, asker)
                        .map(identified -> decide(inquiry, asker, identified));
    }

    private Verdict decide(Inquiry inquiry, Asker asker, Identified identified) {
        var verdict = decide(inquiry, identified);
        if (asker instanceof Asker.Enforcer(var gate)) {
            var caller = identified instanceof Known known ? known.caller() : null;
            gate.verdicts()
                    .decided(clientId(inquiry, caller), caller, inquiry.ask(), verdict.decision());
        }
        return verdict;
    }

    private static String clientId(Inquiry inquiry, @Nullable Caller caller) {
        return caller == null ? String.valueOf(inquiry.clientId()) : caller.clientId();
    }

    private Verdict decide(Inquiry inquiry, Identified identified) {
        return switch (identified) {
            case Unknown(var reason) -> Verdict.unidentified(Decision.deny(reason));
            case Known known -> decide(inquiry, known);
        };
    }

    private Verdict decide(Inquiry inquiry, Known known) {
        var caller = known.caller();
        var set = policies.apply(caller.subject().tenant());
        var ask = inquiry.ask();
        var now = clock.instant();
        if (ask == null || !mayBe(inquiry, set, caller, now)) {
            return known.verdict(
                    set.connect(caller, now), set.connectHoldsUntil(caller, now).orElse(null));
        }
        return known.verdict(
                set.decide(caller, ask, now), set.holdsUntil(caller, ask, now).orElse(null));
    }

    /**
     * Credentials prove an identity, and nothing about the client id that comes along: whether they
     * may go together is asked anew, or a device would have the rights of any other's name.
     */
    private static boolean mayBe(Inquiry inquiry, PolicySet set, Caller caller, Instant now) {
        var binding = binding(inquiry, set, caller, now);
        return binding == null || binding.allowed();
    }

    /** The decision on that; null where the two did not come apart. */
    static @Nullable Decision binding(Inquiry inquiry, PolicySet set, Caller caller, Instant now) {
        return inquiry.who() instanceof Shown && inquiry.clientId() != null
                ? set.connect(caller, now)
                : null;
    }

    /**
     * The answer, and how it came about. As slow as there are rules; leaves nothing behind, also
     * when it is about a connect.
     */
    public Uni<Explained> explain(Inquiry inquiry, Asker asker) {
        return identities
                .identify(inquiry, asker)
                .map(identified ->
                        new Explained(
                                decide(inquiry, identified), explanation(inquiry, identified)));
    }

    private @Nullable Explanation explanation(Inquiry inquiry, Identified identified) {
        if (!(identified instanceof Known known)) {
            return null;
        }
        var caller = known.caller();
        var set = policies.apply(caller.subject().tenant());
        var ask = inquiry.ask();
        return ask == null || !mayBe(inquiry, set, caller, clock.instant())
                ? set.explainConnect(caller, clock.instant())
                : set.explain(caller, ask, clock.instant());
    }

    private Uni<Verdict> connect(
            Inquiry inquiry, Credentials credentials, Asker.Enforcer enforcer) {
        var clientId = inquiry.clientId();
        if (clientId == null) {
            return Uni.createFrom()
                    .item(Verdict.unidentified(Decision.deny(Reason.CLIENT_ID_INVALID)));
        }
        var request =
                new ConnectRequest(
                        clientId, inquiry.username(), credentials, inquiry.origin(), null);
        return enforcer.gate().admissions().connect(request).map(this::verdict);
    }

    private Verdict verdict(Admission admission) {
        return switch (admission) {
            case Refused(var reason) -> Verdict.unidentified(Decision.deny(reason));
            case Admitted(var session) -> admitted(session);
        };
    }

    /** Asks once more which rule it was, since brokers do not want to know. */
    private Verdict admitted(Session session) {
        var caller = session.caller();
        var decision =
                policies.apply(caller.subject().tenant()).connect(caller, session.admittedAt());
        return new Verdict(
                decision,
                caller.subject(),
                Assurance.of(caller.subject()),
                session.seal(),
                session.expiresAt(),
                null);
    }
}
