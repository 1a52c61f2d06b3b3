// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * What a service answered.
 *
 * @param request method and path, to name the answer by
 * @param body the JSON of the answer; a missing node when it has none
 */
public record Answer(String request, int status, String mediaType, JsonNode body) {

    private static final String PROBLEM = "urn:muster:problem:";

    /** The body of an answer that has one of the given statuses. */
    public JsonNode require(int... allowed) throws NotObserved {
        for (int one : allowed) {
            if (status == one) {
                return body;
            }
        }
        throw new NotObserved(this + " instead of " + Arrays.toString(allowed));
    }

    /** Fails unless this is an RFC 9457 problem of the given status. */
    public void requireProblem(int expected) throws NotObserved {
        NotObserved.unless(
                status == expected
                        && mediaType.startsWith("application/problem+json")
                        && body.path("status").asInt() == expected
                        && body.path("type").asText().startsWith(PROBLEM),
                this + " instead of a problem " + expected);
    }

    /** Whether this is the problem of the given code. */
    boolean isProblem(String code) {
        return body.path("type").asText().equals(PROBLEM + code);
    }

    @Override
    public String toString() {
        var detail = body.path("detail").asText(body.path("title").asText(""));
        return request + " answered " + status + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
