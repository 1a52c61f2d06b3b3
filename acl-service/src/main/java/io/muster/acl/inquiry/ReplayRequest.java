// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.Members;

/**
 * Decisions of late are to be decided again.
 *
 * @param limit how many of them at most
 */
public record ReplayRequest(Trial trial, int limit) {

    private static final int MAX = 10_000;

    /** A {@link JsonFault} names what is wrong. */
    public static ReplayRequest read(JsonNode json) {
        var members = Members.of(json, "", Trial.membersAnd("limit"));
        return new ReplayRequest(
                Trial.read(members), members.find("limit").map(ReplayRequest::limit).orElse(MAX));
    }

    private static int limit(JsonNode node) {
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > MAX) {
            throw new JsonFault("/limit", "must be from 1 to " + MAX);
        }
        return node.intValue();
    }
}
