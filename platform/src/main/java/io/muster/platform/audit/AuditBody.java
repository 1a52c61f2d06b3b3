// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.topic.TenantId;

/** Reads back the two members of a body that tie it to its place. */
final class AuditBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditBody() {}

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
