// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.json.StrictJson;
import io.muster.acl.policy.PolicyDocument;
import io.muster.acl.policy.PolicyFault;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the text of a policy, wherever it comes from. */
public final class PolicyReader {

    /** The largest document, in bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final String TENANT = "tenant";

    private PolicyReader() {}

    /** What came of reading a text. */
    public sealed interface Reading {}

    /**
     * A document that can be put in force.
     *
     * @param json the whole document
     * @param tenant the tenant that it names, if it does
     */
    public record Legible(PolicyDocument policy, JsonNode json, Optional<TenantId> tenant)
            implements Reading {}

    /** What keeps it from being one; at least one finding. */
    public record Illegible(List<Finding> findings) implements Reading {

        public Illegible {
            findings = List.copyOf(findings);
        }

        static Illegible because(String pointer, String reason) {
            return new Illegible(List.of(new Finding(pointer, reason)));
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
        var named = json.get(TENANT);
        var tenant =
                named != null && named.isTextual()
                        ? TenantId.parse(named.textValue())
                        : Optional.<TenantId>empty();
        if (named != null && tenant.isEmpty()) {
            return Illegible.because("/" + TENANT, "is not a tenant id");
        }
        try {
            return new Legible(PolicyDocument.parse(withoutTenant(json)), json, tenant);
        } catch (PolicyFault fault) {
            return Illegible.because(fault.pointer(), fault.reason());
        }
    }

    /** Whose a document is decides where it is kept; the rules are the same for everybody. */
    private static JsonNode withoutTenant(JsonNode json) {
        return json.isObject() ? ((ObjectNode) json).deepCopy().without(TENANT) : json;
    }
}
