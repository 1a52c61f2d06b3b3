// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.ResponseMode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.gate.Permit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What mosquitto-go-auth's two remote backends have in common.
 *
 * @param allowed a yes, as the broker is set up to read it
 */
record GoAuth(HookAnswer allowed, Refusals refusals) {

    private static final Set<String> OPERATIONS = Set.of("getuser", "superuser", "aclcheck");

    private static final FieldNames NAMES = FieldNames.OURS;

    static GoAuth of(ResponseMode mode) {
        return new GoAuth(allowed(mode), refusals(mode));
    }

    static boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    HookAnswer answer(Permit permit) {
        return refusals.unless(permit, allowed);
    }

    private static HookAnswer allowed(ResponseMode mode) {
        return switch (mode) {
            case STATUS -> HookAnswer.text(200, "");
            case TEXT -> HookAnswer.text(200, "ok");
            case JSON -> HookAnswer.json("{\"ok\":true,\"error\":\"\"}");
        };
    }

    /** The plugin remembers a denial, but not an error, which is why our failures are errors. */
    private static Refusals refusals(ResponseMode mode) {
        return Refusals.withErrors(
                switch (mode) {
                    case STATUS -> HookAnswer.text(403, "");
                    case TEXT -> HookAnswer.text(200, "denied");
                    case JSON -> HookAnswer.json("{\"ok\":false,\"error\":\"denied\"}");
                });
    }

    /**
     * What is asked: it tells neither the quality of service nor the retain flag, and asks again
     * for each message that it delivers. Empty for accesses that no client can have asked for.
     */
    static Optional<Ask> ask(Map<String, String> fields) {
        var topic = NAMES.value(fields, "topic");
        if (topic == null) {
            return Optional.empty();
        }
        return switch (fields.getOrDefault("acc", "")) {
            case "1" -> Optional.of(new Receive(topic, Retain.UNKNOWN, null));
            case "2" -> Optional.of(new Publish(topic, Retain.UNKNOWN, null));
            case "4" -> Optional.of(new Subscribe(topic, null, true, true));
            case "8" -> Optional.of(new Unsubscribe(topic, true));
            default -> Optional.empty();
        };
    }
}
