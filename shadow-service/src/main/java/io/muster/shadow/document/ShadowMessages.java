// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The documents that devices see, in the form of the AWS contract: times in seconds, sections
 * absent when empty, the client token exactly when the request had one.
 */
public final class ShadowMessages {

    private ShadowMessages() {}

    /**
     * The answer to an accepted update. It shows the request, not the document: nulls included, all
     * of it stamped with the time of the update.
     */
    public static ObjectNode accepted(UpdateRequest request, long version, Instant at) {
        var state = request.patch().node();
        var answer = Json.object();
        answer.set("state", state);
        answer.set("metadata", seconds(state, new Stamp(at.toEpochMilli(), version, "").node()));
        return closed(answer.put("version", version), at, request.clientToken());
    }

    /** The answer to a get: both sections and what differs. */
    public static ObjectNode current(
            ShadowDocument document, Instant at, Optional<ClientToken> token) {
        var answer = sections(document);
        var delta = document.delta();
        if (!delta.isEmpty()) {
            answer.withObject("/state").set("delta", delta.state());
            answer.withObject("/metadata").set("delta", seconds(delta));
        }
        return closed(answer.put("version", document.version()), at, token);
    }

    /** What the device still has to do; empty when there is nothing. */
    public static Optional<ObjectNode> delta(
            ShadowDocument document, Instant at, Optional<ClientToken> token) {
        var delta = document.delta();
        if (delta.isEmpty()) {
            return Optional.empty();
        }
        var message = Json.object().put("version", document.version());
        message.put("timestamp", at.getEpochSecond());
        message.set("state", delta.state());
        message.set("metadata", seconds(delta));
        token.ifPresent(t -> message.put("clientToken", t.value()));
        return Optional.of(message);
    }

    /** The whole document before and after a change; there is no before on creation. */
    public static ObjectNode documents(
            Shadow before, ShadowDocument after, Instant at, Optional<ClientToken> token) {
        var message = Json.object();
        if (before instanceof ShadowDocument previous) {
            message.set("previous", versioned(previous));
        }
        message.set("current", versioned(after));
        return closed(message, at, token);
    }

    /** The answer to a request that was not carried out. */
    public static ObjectNode rejected(Refusal refusal, Instant at, Optional<ClientToken> token) {
        var answer = Json.object().put("code", refusal.reason().status());
        answer.put("errorCode", refusal.reason().name());
        answer.put("message", refusal.message());
        return closed(answer, at, token);
    }

    private static ObjectNode versioned(ShadowDocument document) {
        return sections(document).put("version", document.version());
    }

    private static ObjectNode sections(ShadowDocument document) {
        var state = Json.object();
        var metadata = Json.object();
        add(state, metadata, "desired", document.desired());
        add(state, metadata, "reported", document.reported());
        var message = Json.object();
        message.set("state", state);
        message.set("metadata", metadata);
        return message;
    }

    private static void add(ObjectNode state, ObjectNode metadata, String name, Section section) {
        if (!section.isEmpty()) {
            state.set(name, section.state());
            metadata.set(name, seconds(section));
        }
    }

    private static ObjectNode closed(ObjectNode message, Instant at, Optional<ClientToken> token) {
        message.put("timestamp", at.getEpochSecond());
        token.ifPresent(t -> message.put("clientToken", t.value()));
        return message;
    }

    private static JsonNode seconds(Section section) {
        return seconds(section.state(), section.stamps());
    }

    private static JsonNode seconds(JsonNode state, JsonNode stamps) {
        return Stamps.rendered(state, stamps, Stamp::seconds);
    }
}
