// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Reason;
import io.muster.acl.decision.Subject;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Doorkeeper;
import io.muster.acl.gate.Login;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.gate.Logins;
import io.muster.acl.inquiry.Asker.Administrator;
import io.muster.acl.inquiry.Asker.Enforcer;
import io.muster.acl.inquiry.Identified.Known;
import io.muster.acl.inquiry.Identified.Unknown;
import io.muster.acl.inquiry.Verdict.Assurance;
import io.muster.acl.inquiry.Who.Described;
import io.muster.acl.inquiry.Who.Held;
import io.muster.acl.inquiry.Who.Shown;
import io.muster.acl.limits.Attempt;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.session.Session;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Finds out whom a question is about. */
public final class Identities {

    private static final Identified MISMATCH = new Unknown(Reason.TENANT_MISMATCH);

    private final Doorkeeper doorkeeper;
    private final Logins logins;
    private final Revocations revocations;
    private final InstantSource clock;

    public Identities(
            Doorkeeper doorkeeper, Logins logins, Revocations revocations, InstantSource clock) {
        this.doorkeeper = doorkeeper;
        this.logins = logins;
        this.revocations = revocations;
        this.clock = clock;
    }

    Uni<Identified> identify(Inquiry inquiry, Asker asker) {
        return switch (inquiry.who()) {
            case Shown(var credentials) ->
                    login(inquiry, asker, credentials).map(login -> proven(inquiry, asker, login));
            case Held(var seal) -> Uni.createFrom().item(held(inquiry, asker, seal));
            case Described who -> Uni.createFrom().item(described(inquiry, asker, who));
        };
    }

    /**
     * What an enforcement point shows is what its clients sent, who may be guessing; an
     * administrator guesses nothing, and leaves no trace.
     */
    private Uni<Login> login(Inquiry inquiry, Asker asker, Credentials credentials) {
        return switch (asker) {
            case Administrator _ -> logins.identify(credentials, inquiry.username());
            case Enforcer _ ->
                    doorkeeper.watch(
                            attempt(inquiry),
                            () -> logins.identify(credentials, inquiry.username()));
        };
    }

    private static Attempt attempt(Inquiry inquiry) {
        return Attempt.of(inquiry.origin().ip(), inquiry.clientId(), inquiry.username());
    }

    private Identified proven(Inquiry inquiry, Asker asker, Login login) {
        return switch (login) {
            case Failed(var reason) -> new Unknown(reason);
            case Proven(var principal, var until) -> {
                var caller = caller(inquiry, principal.subject());
                yield serves(inquiry, asker, principal.tenant())
                        ? unlessRevoked(caller, until)
                        : MISMATCH;
            }
        };
    }

    private Identified unlessRevoked(Caller caller, @Nullable Instant until) {
        var subject = caller.subject();
        return revocations
                .objection(subject.tenant(), caller.clientId(), clock.instant())
                .<Identified>map(Unknown::new)
                .orElseGet(() -> new Known(caller, Assurance.of(subject), null, until));
    }

    private static Caller caller(Inquiry inquiry, Subject subject) {
        var clientId = inquiry.clientId();
        return new Caller(
                subject, clientId == null ? "" : clientId, inquiry.username(), inquiry.origin());
    }

    /** A session id proves something only over the channel that it was given to. */
    private static Identified held(Inquiry inquiry, Asker asker, String seal) {
        return switch (asker) {
            case Administrator _ -> new Unknown(Reason.SESSION_UNKNOWN);
            case Enforcer(var gate) ->
                    switch (gate.permissions().standing(seal)) {
                        case Session session when isOf(session, inquiry) -> known(session);
                        case null, default -> new Unknown(Reason.SESSION_UNKNOWN);
                    };
        };
    }

    private static boolean isOf(Session session, Inquiry inquiry) {
        var clientId = inquiry.clientId();
        return clientId == null || clientId.equals(session.caller().clientId());
    }

    private static Identified known(Session session) {
        var caller = session.caller();
        return new Known(
                caller, Assurance.of(caller.subject()), session.seal(), session.expiresAt());
    }

    private static Identified described(Inquiry inquiry, Asker asker, Described who) {
        var tenant = tenant(inquiry, asker);
        return tenant != null && serves(inquiry, asker, tenant)
                ? new Known(caller(inquiry, who.in(tenant)), Assurance.DESCRIBED, null, null)
                : MISMATCH;
    }

    private static @Nullable TenantId tenant(Inquiry inquiry, Asker asker) {
        return switch (asker) {
            case Administrator(var tenant) -> tenant;
            case Enforcer(var gate) ->
                    gate.realm().tenant() == null ? inquiry.tenant() : gate.realm().tenant();
        };
    }

    /** An administrator asks about no identity that belongs to no tenant, such as our services. */
    private static boolean serves(Inquiry inquiry, Asker asker, @Nullable TenantId whose) {
        boolean named = inquiry.tenant() == null || inquiry.tenant().equals(whose);
        return named
                && switch (asker) {
                    case Administrator(var tenant) -> tenant.equals(whose);
                    case Enforcer(var gate) -> gate.realm().serves(whose);
                };
    }
}
