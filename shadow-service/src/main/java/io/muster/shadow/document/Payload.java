// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.json.JsonText;

/** What a payload from outside is to this service. */
public sealed interface Payload {

    /** One JSON value. */
    record Tree(JsonNode root) implements Payload {}

    /** Nothing that can be read, and how an answer calls that. */
    record Unreadable(Refusal refusal) implements Payload {}

    /** Reads a payload: the size is checked first, then the encoding, then the JSON. */
    static Payload read(byte[] bytes, ShadowLimits limits) {
        return read(bytes, limits, limits.payloadBytes());
    }

    /** The same for one that may be larger than requests are. */
    static Payload read(byte[] bytes, ShadowLimits limits, int mostBytes) {
        return switch (JsonText.read(bytes, mostBytes)) {
            case JsonText.Reading.Tree(var root) -> new Tree(root);
            case JsonText.Reading.Unreadable(var flaw) -> new Unreadable(refusal(flaw, limits));
        };
    }

    private static Refusal refusal(JsonText.Flaw flaw, ShadowLimits limits) {
        return switch (flaw) {
            case TOO_LARGE -> Refusal.TOO_LARGE;
            case NOT_UTF8 -> Refusal.NOT_UTF8;
            case TOO_DEEP -> Refusal.tooDeep(limits.depth());
            case NUMBER_OUT_OF_RANGE -> Refusal.NUMBER_OUT_OF_RANGE;
            case MALFORMED -> Refusal.INVALID_JSON;
        };
    }
}
