// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.SessionHandle;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.gate.SessionHandle.BySeal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what EMQX asks. Its users write the request bodies themselves, so members may be missing or
 * hold the placeholder of another version; everything arrives as text. What makes no sense is
 * empty.
 */
record EmqxRequests(FieldNames names) {

    private static final String SUBSCRIBE = "subscribe";
    private static final String PUBLISH = "publish";

    /** An unset placeholder is empty, one of another version stays as it was written. */
    private @Nullable String value(Map<String, String> fields, String name) {
        var value = names.value(fields, name);
        boolean absent =
                value == null
                        || value.equals("undefined")
                        || (value.startsWith("${") && value.endsWith("}"));
        return absent ? null : value;
    }

    Optional<String> clientId(Map<String, String> fields) {
        return Optional.ofNullable(value(fields, "clientid"));
    }

    Optional<ConnectRequest> connect(Map<String, String> fields) {
        return clientId(fields)
                .flatMap(clientId ->
                        Presented.credentials(value(fields, "cert_pem"), value(fields, "password"))
                                .map(shown ->
                                        new ConnectRequest(
                                                clientId,
                                                value(fields, "username"),
                                                shown,
                                                origin(fields),
                                                null)));
    }

    /** Listeners are called like {@code ssl:default}; the type is what counts. */
    private Origin origin(Map<String, String> fields) {
        var listener = value(fields, "listener");
        var tls =
                switch (listener == null ? "" : listener.replaceFirst(":.*", "")) {
                    case "ssl", "wss", "quic" -> Boolean.TRUE;
                    case "tcp", "ws" -> Boolean.FALSE;
                    default -> null;
                };
        return new Origin(value(fields, "peerhost"), listener, null, tls);
    }

    SessionHandle handle(Map<String, String> fields) {
        var sid = value(fields, "sid");
        return sid == null ? new ByName(value(fields, "username")) : new BySeal(sid);
    }

    /**
     * What is asked. A topic below a mount point is not the one that the message will have, and so
     * none that we could decide about.
     */
    Optional<Ask> ask(Map<String, String> fields) {
        var topic = value(fields, "topic");
        if (topic == null || value(fields, "mountpoint") != null) {
            return Optional.empty();
        }
        return switch (action(fields)) {
            case PUBLISH -> Optional.of(new Publish(topic, retain(fields), qos(fields)));
            case SUBSCRIBE -> Optional.of(new Subscribe(topic, qos(fields), false, false));
            default -> Optional.empty();
        };
    }

    private String action(Map<String, String> fields) {
        var action = value(fields, "action");
        var access = value(fields, "access");
        var named =
                switch (access == null ? "" : access) {
                    case "1" -> SUBSCRIBE;
                    case "2" -> PUBLISH;
                    default -> String.valueOf(access);
                };
        boolean contradictory = action != null && access != null && !action.equals(named);
        return contradictory ? "" : (action == null ? named : action);
    }

    private @Nullable Integer qos(Map<String, String> fields) {
        return switch (String.valueOf(value(fields, "qos"))) {
            case "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> null;
        };
    }

    private Retain retain(Map<String, String> fields) {
        var retain = value(fields, "retain");
        if (retain == null) {
            return Retain.UNKNOWN;
        }
        return retain.equals("false") || retain.equals("0") ? Retain.NO : Retain.YES;
    }
}
