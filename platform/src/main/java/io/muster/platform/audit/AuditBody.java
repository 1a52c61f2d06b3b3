// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads back what {@link AuditChain} wrote. */
final class AuditBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditBody() {}

    /** The entry of a link, as far as there is one. */
    static AuditRecord read(AuditLink link) {
        try {
            var json = JSON.readTree(link.body());
            return json.path("detail") instanceof ObjectNode detail
                    ? new AuditRecord(
                            link, Instant.parse(json.path("at").asText()), entry(json, detail))
                    : new AuditRecord(link, null, null);
        } catch (JsonProcessingException | DateTimeParseException notOurs) {
            return new AuditRecord(link, null, null);
        }
    }

    private static AuditEntry entry(JsonNode json, ObjectNode detail) {
        return new AuditEntry(
                json.path("actor").asText(),
                json.path("action").asText(),
                json.path("target").asText(),
                detail);
    }

    /** Says whether a body belongs to this place: two of its members tie it there. */
    static boolean names(String body, TenantId tenant, long sequence) {
        try {
            var json = JSON.readTree(body);
            return json.path("tenant").asText().equals(tenant.value())
                    && json.path("sequence").asLong() == sequence;
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
