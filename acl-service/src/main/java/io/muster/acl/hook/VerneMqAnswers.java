// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.broker.Traits;
import io.muster.acl.gate.Admission;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Permit;
import io.muster.acl.session.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** VerneMQ's form of our decisions. */
final class VerneMqAnswers {

    static final HookAnswer OK = HookAnswer.json("{\"result\":\"ok\"}");
    static final HookAnswer NOTED = HookAnswer.json("{}");

    /**
     * Its timer counts milliseconds in 32 bits, and the connection fails when they do not suffice:
     * who may stay longer connects again after 49 days.
     */
    private static final long LONGEST_SECONDS = 0xFFFF_FFFFL / 1000;

    private static final int REFUSED_MQTT_3 = 128;
    private static final int NOT_AUTHORIZED_MQTT_5 = 135;

    private final boolean sealedNames;
    private final InstantSource clock;
    private final Holding holding;

    VerneMqAnswers(Traits traits, InstantSource clock) {
        this.sealedNames = traits.sealedNames();
        this.clock = clock;
        this.holding = new Holding(traits.cache(), clock);
    }

    /** Never to be remembered: the next to log in alike must have a session of its own. */
    HookAnswer of(Admission admission) {
        return switch (admission) {
            case Refused refused -> Refusals.VERNEMQ.of(refused);
            case Admitted(var session) -> admitted(session);
        };
    }

    private HookAnswer admitted(Session session) {
        var answer = ok();
        var modifiers = answer.putObject("modifiers");
        if (sealedNames) {
            modifiers.put("username", session.seal());
        }
        var end = session.expiresAt();
        if (end != null) {
            long seconds = Duration.between(clock.instant(), end).toSeconds();
            if (seconds <= 0) {
                return Refusals.VERNEMQ.denial(); // zero would mean for ever
            }
            modifiers.put("max_connection_lifetime", Math.min(seconds, LONGEST_SECONDS));
        }
        return HookAnswer.json(answer.toString());
    }

    HookAnswer of(Permit permit) {
        return Refusals.VERNEMQ.unless(permit, permit.granted() ? held(OK, permit) : OK);
    }

    /**
     * Filters that are not in an answer would vanish, so that one with a refusal lists all of them.
     *
     * @param topics as they came, in the order of their permits
     */
    HookAnswer of(List<Permit> permits, JsonNode topics, boolean five) {
        if (permits.stream().anyMatch(Permit::failed)) {
            return Refusals.VERNEMQ.failure();
        }
        if (permits.stream().noneMatch(Permit::granted)) {
            return Refusals.VERNEMQ.denial();
        }
        var shortest =
                permits.stream()
                        .filter(Permit::granted)
                        .min(Comparator.comparing(holding::of))
                        .get();
        if (permits.stream().allMatch(Permit::granted)) {
            return held(OK, shortest);
        }
        var answer = ok();
        var listed = (five ? answer.putObject("modifiers") : answer).putArray("topics");
        for (int i = 0; i < permits.size(); i++) {
            listed.add(permits.get(i).granted() ? topics.get(i) : refused(topics.get(i), five));
        }
        return HookAnswer.json(answer.toString());
    }

    private static ObjectNode refused(JsonNode topic, boolean five) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic.path("topic").asText())
                .put("qos", five ? NOT_AUTHORIZED_MQTT_5 : REFUSED_MQTT_3);
    }

    private static ObjectNode ok() {
        return JsonNodeFactory.instance.objectNode().put("result", "ok");
    }

    private HookAnswer held(HookAnswer answer, Permit permit) {
        long seconds = holding.of(permit).toSeconds();
        return seconds > 0 ? answer.with("Cache-Control", "max-age=" + seconds) : answer;
    }
}
