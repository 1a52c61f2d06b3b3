// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.book.Finding;
import io.muster.acl.book.PolicyReader;
import java.util.List;

/**
 * A document that may be put in force.
 *
 * @param text to the byte as its author wrote it
 * @param rules how many it has
 * @param warnings what its author should know, though it may be meant so
 */
record Draft(String id, String text, JsonNode json, int rules, List<Finding> warnings) {

    Draft {
        warnings = List.copyOf(warnings);
    }

    int bytes() {
        return PolicyReader.bytes(text);
    }
}
