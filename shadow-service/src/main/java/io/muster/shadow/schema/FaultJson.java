// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.muster.platform.schema.DocumentSchema.Fault;
import io.muster.shadow.json.Json;
import java.util.List;

/** What breaks a schema, as devices and the followers of events are told. */
public final class FaultJson {

    private FaultJson() {}

    /** Each with its place as a JSON Pointer, which begins with the section, and the rule. */
    public static ArrayNode of(List<Fault> faults) {
        var errors = Json.array(faults.size());
        faults.forEach(fault ->
                errors.addObject().put("pointer", fault.pointer()).put("rule", fault.keyword()));
        return errors;
    }
}
