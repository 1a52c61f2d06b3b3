// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Reason;
import io.muster.acl.inquiry.Identified.Known;
import io.muster.acl.preload.Omission;
import io.muster.acl.preload.Preload;
import org.jspecify.annotations.Nullable;

/** The rules of one identity in a broker's form, or why it has none. */
public final class Compiled {

    private static final int MOST_SHOWN = 500;

    private final @Nullable Known known;
    private final @Nullable Reason refusal;
    private final Preload rules;

    private Compiled(@Nullable Known known, @Nullable Reason refusal, Preload rules) {
        this.known = known;
        this.refusal = refusal;
        this.rules = rules;
    }

    static Compiled of(Known known, Preload rules) {
        return new Compiled(known, null, rules);
    }

    /**
     * @param known null when the credentials prove nothing
     */
    static Compiled refused(@Nullable Known known, Reason reason, CompileRequest request) {
        return new Compiled(known, reason, Preload.empty(request.format()));
    }

    /** The list, what is done about everything else, and what the list leaves out. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("decision", refusal == null ? "allow" : "deny");
        if (refusal != null) {
            json.put("reason", refusal.wireName());
        }
        if (known != null) {
            VerdictJson.add(json, known.caller().subject(), known.assurance(), known.until());
        }
        json.put("format", rules.form().wireName()).set("rules", rules.rules());
        json.put("otherwise", refusal == null && rules.form().asks() ? "ask" : "deny");
        var omitted = json.putArray("omitted");
        rules.omitted().stream().limit(MOST_SHOWN).forEach(omission -> add(omitted, omission));
        return json.put("omitted_total", rules.omitted().size());
    }

    private static void add(ArrayNode omitted, Omission omission) {
        var json =
                omitted.addObject()
                        .put("rule", omission.rule())
                        .put("effect", omission.denies() ? "deny" : "allow")
                        .put("action", omission.action().wireName())
                        .put("topic", omission.filter())
                        .put("cause", omission.cause().wireName());
        if (omission.by() != null) {
            json.put("by", omission.by());
        }
    }
}
