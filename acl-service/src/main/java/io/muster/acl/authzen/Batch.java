// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.authzen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.json.JsonFault;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for several evaluations (AuthZEN 1.0 §7.1): members of the request itself stand in
 * where an evaluation leaves them out.
 *
 * @param single whether there is no list: the request is then one for a single evaluation
 */
record Batch(List<ObjectNode> evaluations, Semantics semantics, boolean single) {

    private static final int MAX = 256;
    private static final List<String> DEFAULTS =
            List.of("subject", "action", "resource", "context");

    static Batch read(JsonNode json) {
        if (!(json instanceof ObjectNode request)) {
            throw new JsonFault("", "must be an object");
        }
        var list = request.path("evaluations");
        if (list.isMissingNode() || (list.isArray() && list.isEmpty())) {
            return new Batch(List.of(request), Semantics.EXECUTE_ALL, true);
        }
        if (!list.isArray() || list.size() > MAX) {
            throw new JsonFault("/evaluations", "must be a list of at most " + MAX);
        }
        var evaluations = new ArrayList<ObjectNode>();
        for (int i = 0; i < list.size(); i++) {
            evaluations.add(complete(request, list.get(i), "/evaluations/" + i));
        }
        return new Batch(evaluations, Semantics.of(request), false);
    }

    private static ObjectNode complete(ObjectNode request, JsonNode evaluation, String pointer) {
        if (!evaluation.isObject()) {
            throw new JsonFault(pointer, "must be an object");
        }
        var complete = JsonNodeFactory.instance.objectNode();
        for (var name : DEFAULTS) {
            var value = evaluation.has(name) ? evaluation.get(name) : request.get(name);
            if (value != null) {
                complete.set(name, value);
            }
        }
        return complete;
    }
}
