// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Reason;
import io.muster.acl.trail.Decided;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.topic.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was refused to the clients of one tenant since the last time. Who is refused once is often
 * refused a thousand times: an entry counts, and shows a sample.
 */
record Refused(TenantId tenant, List<Decided> decisions) {

    private static final int MAX_SHOWN = 20;
    private static final String ACTOR = "acl-service";

    Refused {
        decisions = List.copyOf(decisions);
    }

    /**
     * By tenant, in the order of their names; what belongs to none that we know of is nobody's to
     * audit.
     */
    static List<Refused> of(List<Decided> decisions) {
        var byTenant = new TreeMap<String, List<Decided>>();
        for (var decided : decisions) {
            if (decided.tenant() != null) {
                byTenant.computeIfAbsent(decided.tenant().value(), _ -> new ArrayList<>())
                        .add(decided);
            }
        }
        return byTenant.entrySet().stream()
                .map(theirs -> new Refused(new TenantId(theirs.getKey()), theirs.getValue()))
                .toList();
    }

    /** One entry for all of them. */
    AuditEntry entry() {
        var detail = JsonNodeFactory.instance.objectNode().put("count", decisions.size());
        var reasons = detail.putObject("reasons");
        counts().forEach((reason, count) -> reasons.put(reason, count));
        var samples = detail.putArray("samples");
        decisions.stream().limit(MAX_SHOWN).map(Refused::sample).forEach(samples::add);
        return new AuditEntry(ACTOR, "access.refuse", "clients", detail);
    }

    private Map<String, Long> counts() {
        return decisions.stream()
                .collect(
                        Collectors.groupingBy(
                                decided -> name(decided.reason()),
                                LinkedHashMap::new,
                                Collectors.counting()));
    }

    private static ObjectNode sample(Decided decided) {
        var caller = decided.caller();
        var ask = decided.ask();
        var sample =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("at", decided.at().toString())
                        .put("broker", decided.broker())
                        .put("clientId", decided.clientId())
                        .put("action", decided.action().wireName())
                        .put("reason", name(decided.reason()));
        if (caller != null) {
            sample.put("principal", caller.subject().id());
        }
        if (ask != null) {
            sample.put("topic", ask.target());
        }
        return decided.rule() == null ? sample : sample.put("rule", decided.rule());
    }

    private static String name(@Nullable Reason reason) {
        return String.valueOf(reason).toLowerCase(Locale.ROOT);
    }
}
