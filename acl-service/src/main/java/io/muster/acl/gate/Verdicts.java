// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Realm;
import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Reason;
import io.muster.acl.trail.Decided;
import io.muster.acl.trail.Trail;
import io.muster.platform.topic.TenantId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions by what was asked and why it was refused, tells of refusals at DEBUG, and keeps
 * the latest for whoever wants to know why.
 */
public final class Verdicts {

    private static final Logger LOG = Logger.getLogger(Verdicts.class);
    private static final String NONE = "-";

    private record Kind(Action action, @Nullable Reason reason) {}

    private final MeterRegistry meters;
    private final Broker broker;
    private final Realm realm;
    private final Trail trail;
    private final InstantSource clock;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    public Verdicts(
            MeterRegistry meters, Broker broker, Realm realm, Trail trail, InstantSource clock) {
        this.meters = meters;
        this.broker = broker;
        this.realm = realm;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * To be told of each decision once.
     *
     * @param caller null when it was refused before it was known who it is
     * @param ask null for connecting
     */
    public void decided(
            String clientId, @Nullable Caller caller, @Nullable Ask ask, Decision decision) {
        var reason = decision instanceof Deny(var why, _) ? why : null;
        count(ask == null ? Action.CONNECT : ask.action(), clientId, reason);
        if (trail.wants(decision.allowed())) {
            trail.add(
                    new Decided(
                            clock.instant(),
                            tenant(caller),
                            broker.id(),
                            clientId,
                            caller,
                            ask,
                            reason,
                            decision.rule()));
        }
    }

    private @Nullable TenantId tenant(@Nullable Caller caller) {
        return caller == null || caller.subject().tenant() == null
                ? realm.tenant()
                : caller.subject().tenant();
    }

    private void count(Action action, String clientId, @Nullable Reason reason) {
        counters.computeIfAbsent(new Kind(action, reason), this::counter).increment();
        if (reason != null) {
            LOG.debugf(
                    "refused %s to %s: %s", action.wireName(), shown(clientId), reason.wireName());
        }
    }

    /** A client id comes from a stranger: it must not forge lines of the log. */
    private static String shown(String clientId) {
        return clientId.codePoints().anyMatch(Character::isISOControl) ? "(unprintable)" : clientId;
    }

    private Counter counter(Kind kind) {
        return Counter.builder("muster.acl.decisions")
                .description("Decisions, by what was asked and why it was refused")
                .tag("broker", broker.id())
                .tag("dialect", broker.dialect().wireName())
                .tag("action", kind.action().wireName())
                .tag("result", kind.reason() == null ? "allow" : "deny")
                .tag("reason", kind.reason() == null ? NONE : kind.reason().wireName())
                .register(meters);
    }
}
