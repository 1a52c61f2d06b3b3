// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Decision;

/** One question, decided by the policies in force and by candidates. */
public record Compared(Decision current, Decision candidate) {

    /** Says whether the change would let somebody in or keep somebody out. */
    public boolean differs() {
        return current.allowed() != candidate.allowed();
    }

    /** {@code current} and {@code candidate}, each with its reason. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("current", VerdictJson.decision(current));
        json.set("candidate", VerdictJson.decision(candidate));
        return json;
    }
}
