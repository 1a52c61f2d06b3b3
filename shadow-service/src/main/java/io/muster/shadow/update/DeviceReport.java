// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.change.Manner;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Payload;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.json.ExactNumber;
import io.muster.shadow.schedule.Timing;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An update as our own topics have it: a request of the AWS contract, and beside it the device's
 * own number of the report ({@code seq}, or {@code ts} where it counts by its clock) and whether a
 * report of nothing new uses up a version ({@code onNoChange}).
 */
record DeviceReport(UpdateRequest request, Manner manner) {

    // Any number that fits these digits fits a long.
    private static final int LONG_DIGITS = 18;

    /** What came of reading a body. */
    sealed interface Parsed {

        /** It may be applied. */
        record Valid(DeviceReport report) implements Parsed {}

        /** It may not; the token is there when it could be read. */
        record Invalid(Refusal refusal, Optional<ClientToken> token) implements Parsed {}
    }

    static Parsed parse(byte[] payload, ShadowLimits limits) {
        return switch (Payload.read(payload, limits)) {
            case Payload.Tree(ObjectNode root) -> of(UpdateRequest.of(root, limits), root);
            case Payload.Tree _ -> new Parsed.Invalid(Refusal.invalidJson(), Optional.empty());
            case Payload.Unreadable(var refusal) -> new Parsed.Invalid(refusal, Optional.empty());
        };
    }

    private static Parsed of(UpdateRequest.Parsed parsed, JsonNode root) {
        return switch (parsed) {
            case UpdateRequest.Parsed.Invalid(var refusal, var token) ->
                    new Parsed.Invalid(refusal, token);
            case UpdateRequest.Parsed.Valid(var request) ->
                    flaw(root)
                            .<Parsed>map(f -> new Parsed.Invalid(f, request.clientToken()))
                            .orElseGet(() ->
                                    new Parsed.Valid(new DeviceReport(request, manner(root))));
        };
    }

    private static Optional<Refusal> flaw(JsonNode root) {
        if (!legalNumber(root.path("seq"))) {
            return Optional.of(Refusal.invalidMember("seq"));
        }
        if (!legalNumber(root.path("ts"))) {
            return Optional.of(Refusal.invalidMember("ts"));
        }
        var onNoChange = root.path("onNoChange");
        boolean legal =
                onNoChange.isMissingNode()
                        || onNoChange.asText().equals("skip")
                        || onNoChange.asText().equals("count");
        return legal ? Optional.empty() : Optional.of(Refusal.invalidMember("onNoChange"));
    }

    private static boolean legalNumber(JsonNode node) {
        return node.isMissingNode()
                || (node instanceof ExactNumber number
                        && number.isIntegralNumber()
                        && number.asText().length() <= LONG_DIGITS
                        && !number.asText().startsWith("-"));
    }

    private static Manner manner(JsonNode root) {
        boolean skip = !root.path("onNoChange").asText().equals("count");
        return new Manner(skip, Timing.ALWAYS, number(root));
    }

    private static OptionalLong number(JsonNode root) {
        var number = root.has("seq") ? root.path("seq") : root.path("ts");
        return number instanceof ExactNumber exact
                ? OptionalLong.of(exact.longValue())
                : OptionalLong.empty();
    }
}
