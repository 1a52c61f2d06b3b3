// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.json.Json;
import java.time.Instant;
import java.util.Optional;

/** The messages that only AWS has in this form. */
final class AliasMessages {

    private AliasMessages() {}

    /** The answer to a delete; the version is the one that the shadow had. */
    static ObjectNode erased(long version, Instant at, Optional<ClientToken> token) {
        return closed(Json.object().put("version", version), at, token);
    }

    /** The answer to a request that was not carried out; {@code code} is an HTTP status. */
    static ObjectNode rejected(Refusal refusal, Instant at, Optional<ClientToken> token) {
        return rejected(refusal.reason().status(), refusal.message(), at, token);
    }

    static ObjectNode rejected(
            int status, String message, Instant at, Optional<ClientToken> token) {
        return closed(Json.object().put("code", status).put("message", message), at, token);
    }

    private static ObjectNode closed(ObjectNode message, Instant at, Optional<ClientToken> token) {
        message.put("timestamp", at.getEpochSecond());
        token.ifPresent(t -> message.put("clientToken", t.value()));
        return message;
    }
}
