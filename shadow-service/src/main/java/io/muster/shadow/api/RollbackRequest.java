// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.Problems;
import io.muster.shadow.change.Edit;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.StatePatch;
import io.muster.shadow.json.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The version whose content a section is to have again. */
@Schema(name = "ShadowRollback")
@RegisterForReflection
record RollbackRequest(
        @Schema(required = true, minimum = "1") long version,
        @Schema(
                        implementation = String.class,
                        enumeration = {"desired", "tags"},
                        defaultValue = "desired")
                SectionName section) {

    private static final Set<String> MEMBERS = Set.of("version", "section");

    /** Reads a body; a 400 problem if it is anything else. */
    static RollbackRequest of(JsonNode body) {
        boolean known =
                body instanceof ObjectNode
                        && body.propertyStream().allMatch(m -> MEMBERS.contains(m.getKey()));
        if (!known || !body.path("version").isNumber()) {
            throw Problems.invalid(
                    "The body must be like {\"version\":12,\"section\":\"desired\"}.");
        }
        return new RollbackRequest(
                Versions.parse("version", body.get("version").asText()),
                section(body.path("section")));
    }

    private static SectionName section(JsonNode value) {
        if (value.isMissingNode()) {
            return SectionName.DESIRED;
        }
        return Arrays.stream(SectionName.values())
                .filter(name -> value.isTextual() && name.member().equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> Problems.invalid("section is desired or tags."));
    }

    /** The write that gives the section what it had. */
    Edit edit(ShadowDocument past) {
        var content = Json.object().set(section.member(), past.section(section).state());
        return new Edit.Replace(new StatePatch(content));
    }
}
