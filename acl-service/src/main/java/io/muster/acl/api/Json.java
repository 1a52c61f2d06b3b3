// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.StrictJson;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import java.util.function.Function;

/** Bodies that are read strictly, and the problems that they can have. */
final class Json {

    private Json() {}

    /** What a reader makes of the body; a 400 problem when it can't. */
    static <T> T read(byte[] body, Function<JsonNode, T> reader) {
        var json =
                StrictJson.parse(body)
                        .orElseThrow(() ->
                                Problems.invalid(
                                        "The body is not JSON, has a member twice, or is nested"
                                                + " too deep."));
        try {
            return reader.apply(json);
        } catch (JsonFault fault) {
            throw problem(fault);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ProblemException problem(JsonFault fault) {
        return Problems.invalid(fault.getMessage() + ".").with("pointer", fault.pointer());
    }
}
