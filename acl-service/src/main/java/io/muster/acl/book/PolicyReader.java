// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.StrictJson;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.PolicyFault;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the text of a policy, wherever it comes from. */
public final class PolicyReader {

    /** The largest document, in bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    private PolicyReader() {}

    /** What came of reading a text. */
    public sealed interface Reading {}

    /** A document that can be put in force. */
    public record Legible(PolicyDocument policy, JsonNode json) implements Reading {}

    /** What keeps it from being one; at least one finding. */
    public record Illegible(List<Finding> findings) implements Reading {

        public Illegible {
            findings = List.copyOf(findings);
        }

        static Illegible because(String pointer, String reason) {
            return new Illegible(List.of(new Finding(pointer, Finding.FAULT, reason)));
        }
    }

    /** Reads a text. Takes milliseconds for a large one: not for an event loop. */
    public static Reading read(String text) {
        if (bytes(text) > MAX_BYTES) {
            return Illegible.because("", "is larger than " + MAX_BYTES + " bytes");
        }
        return switch (StrictJson.read(text)) {
            case StrictJson.Malformed(var reason) -> Illegible.because("", reason);
            case StrictJson.Value(var json) -> understand(json);
        };
    }

    /** The size of a text as it is limited. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Reading understand(JsonNode json) {
        try {
            return new Legible(PolicyDocument.parse(json), json);
        } catch (PolicyFault fault) {
            return Illegible.because(fault.pointer(), fault.reason());
        }
    }
}
