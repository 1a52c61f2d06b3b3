// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.ExactNumber;
import java.util.Optional;

/**
 * The body of an update, checked in the order of the contract, so that a rejection names the first
 * flaw and carries the client token as soon as that could be read. Members of the root that we do
 * not know are ignored.
 */
public record UpdateRequest(
        StatePatch patch, Expectation expected, Optional<ClientToken> clientToken) {

    // An integer literal; a fraction, an exponent or a sign makes it something else.
    private static final int LONG_DIGITS = 18;

    /** What came of reading a body. */
    public sealed interface Parsed {

        /** It may be applied. */
        record Valid(UpdateRequest request) implements Parsed {}

        /** It may not; the token is there when it could be read. */
        record Invalid(Refusal refusal, Optional<ClientToken> clientToken) implements Parsed {}
    }

    /** Reads the body of an update. */
    public static Parsed parse(byte[] payload, ShadowLimits limits) {
        return switch (Payload.read(payload, limits)) {
            case Payload.Tree(ObjectNode root) -> of(root, limits);
            case Payload.Tree _ -> invalid(Refusal.INVALID_JSON);
            case Payload.Unreadable(var refusal) -> invalid(refusal);
        };
    }

    /** The token in the body of a get or delete, of which nothing else is read. */
    public static Optional<ClientToken> tokenOf(byte[] payload, ShadowLimits limits) {
        return ClientToken.read(tokenIn(payload, limits));
    }

    /**
     * Why a get or delete is refused for its token. A body that is not JSON has none, and that is
     * no reason.
     */
    public static Optional<Refusal> badToken(byte[] payload, ShadowLimits limits) {
        return ClientToken.legal(tokenIn(payload, limits))
                ? Optional.empty()
                : Optional.of(Refusal.INVALID_TOKEN);
    }

    private static JsonNode tokenIn(byte[] payload, ShadowLimits limits) {
        return Payload.read(payload, limits) instanceof Payload.Tree(var root)
                ? root.path("clientToken")
                : MissingNode.getInstance();
    }

    /** Reads the root of a body. */
    public static Parsed of(ObjectNode root, ShadowLimits limits) {
        if (!ClientToken.legal(root.path("clientToken"))) {
            return invalid(Refusal.INVALID_TOKEN);
        }
        var token = ClientToken.read(root.path("clientToken"));
        if (!root.has("state")) {
            return new Parsed.Invalid(Refusal.MISSING_STATE, token);
        }
        return switch (StatePatch.check(root.get("state"), limits)) {
            case StatePatch.Check.Flawed(var refusal) -> new Parsed.Invalid(refusal, token);
            case StatePatch.Check.Sound(var patch) -> ofPatch(patch, root.path("version"), token);
        };
    }

    private static Parsed ofPatch(StatePatch patch, JsonNode version, Optional<ClientToken> token) {
        return expected(version)
                .<Parsed>map(e -> new Parsed.Valid(new UpdateRequest(patch, e, token)))
                .orElseGet(() -> new Parsed.Invalid(Refusal.INVALID_VERSION, token));
    }

    private static Optional<Expectation> expected(JsonNode version) {
        if (version.isMissingNode()) {
            return Optional.of(Expectation.NONE);
        }
        return version instanceof ExactNumber number && !number.asText().startsWith("-")
                ? integer(number)
                : Optional.empty();
    }

    /** A literal too large to be a version is legal, and never the current one. */
    private static Optional<Expectation> integer(ExactNumber number) {
        if (!number.isIntegralNumber()) {
            return Optional.empty();
        }
        var digits = number.asText();
        long value = digits.length() > LONG_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        return Optional.of(new Expectation.Version(value));
    }

    private static Parsed invalid(Refusal refusal) {
        return new Parsed.Invalid(refusal, Optional.empty());
    }
}
