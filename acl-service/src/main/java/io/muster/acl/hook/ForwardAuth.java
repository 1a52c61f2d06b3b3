// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Broker;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Credentials.None;
import io.muster.acl.gate.Gate;
import io.muster.acl.inquiry.Asker.Enforcer;
import io.muster.acl.inquiry.Inquiries;
import io.muster.acl.inquiry.Inquiry;
import io.muster.acl.inquiry.Verdict;
import io.muster.acl.inquiry.Who.Shown;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about HTTP requests for a proxy. Reading a path is to receive from its topic, everything
 * else is to publish to it. Whoever shows nothing, or nothing that stands, is asked to log in; the
 * rest is refused, and so is whatever we can't decide: to some proxies an error means yes.
 */
record ForwardAuth(Broker broker, Gate gate, Inquiries inquiries) {

    private static final Set<Reason> LOG_IN =
            EnumSet.of(
                    Reason.ANONYMOUS,
                    Reason.TOKEN_INVALID,
                    Reason.TOKEN_EXPIRED,
                    Reason.ISSUER_UNKNOWN,
                    Reason.CERTIFICATE_INVALID,
                    Reason.CERTIFICATE_EXPIRED,
                    Reason.CERTIFICATE_UNKNOWN);
    private static final String SCHEME = "Bearer ";
    private static final int OK = 200;
    private static final HookAnswer FORBIDDEN = HookAnswer.text(403, "");
    private static final HookAnswer UNAUTHORIZED =
            HookAnswer.text(401, "").with("WWW-Authenticate", "Bearer");

    /** Never fails. */
    Uni<HookAnswer> answer(Forwarded forwarded) {
        var credentials = credentials(forwarded);
        var ask = ask(forwarded);
        if (credentials.isEmpty() || ask.isEmpty()) {
            return Uni.createFrom().item(credentials.isEmpty() ? UNAUTHORIZED : FORBIDDEN);
        }
        var inquiry =
                new Inquiry(
                        null,
                        null,
                        new Shown(credentials.get()),
                        ask.get(),
                        null,
                        null,
                        Origin.at(forwarded.ip()));
        return inquiries
                .decide(inquiry, new Enforcer(gate))
                .map(ForwardAuth::answer)
                .onFailure()
                .recoverWithItem(FORBIDDEN);
    }

    private static Optional<Credentials> credentials(Forwarded forwarded) {
        var certificate = forwarded.certificate();
        if (certificate != null) {
            return Presented.escapedPem(certificate);
        }
        return Optional.of(bearer(forwarded.authorization()));
    }

    private static Credentials bearer(@Nullable String authorization) {
        return authorization != null
                        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? new Bearer(authorization.substring(SCHEME.length()))
                : new None();
    }

    private static Optional<Ask> ask(Forwarded forwarded) {
        return Optional.ofNullable(forwarded.target())
                .flatMap(PathTopic::of)
                .flatMap(topic -> forwarded.reads().map(reads -> ask(topic, reads)));
    }

    private static Ask ask(String topic, boolean reads) {
        return reads ? new Receive(topic, Retain.NO, 0) : new Publish(topic, Retain.NO, 0);
    }

    private static HookAnswer answer(Verdict verdict) {
        return switch (verdict.decision()) {
            case Decision.Allow _ -> allowed(verdict);
            case Deny(var reason, _) -> LOG_IN.contains(reason) ? UNAUTHORIZED : FORBIDDEN;
        };
    }

    /** Names the identity to the server behind the proxy, if it can stand in a header. */
    private static HookAnswer allowed(Verdict verdict) {
        var answer = HookAnswer.text(OK, "");
        var subject = verdict.subject();
        return subject != null && printable(subject.id())
                ? answer.with("X-Auth-Subject", subject.id())
                : answer;
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
