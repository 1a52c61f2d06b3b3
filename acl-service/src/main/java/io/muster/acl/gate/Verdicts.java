// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.broker.Broker;
import io.muster.acl.decision.Action;
import io.muster.acl.decision.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts decisions by what was asked and why it was refused, and tells of refusals at DEBUG. */
public final class Verdicts {

    private static final Logger LOG = Logger.getLogger(Verdicts.class);
    private static final String NONE = "-";

    private record Kind(Action action, @Nullable Reason reason) {}

    private final MeterRegistry meters;
    private final Broker broker;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    public Verdicts(MeterRegistry meters, Broker broker) {
        this.meters = meters;
        this.broker = broker;
    }

    /**
     * @param reason null when it was allowed
     */
    void decided(Action action, String clientId, @Nullable Reason reason) {
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
