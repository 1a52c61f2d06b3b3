// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.shadow.document.Metadata;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.json.Pointer;

/** One place in a shadow, for readers that have no room for all of it. */
final class Places {

    private Places() {}

    static Pointer parse(String text) {
        return Pointer.parse(text)
                .filter(pointer -> !pointer.isRoot())
                .orElseThrow(() ->
                        Problems.invalid("path must be a JSON pointer such as /reported/cfg."));
    }

    /** Of the past there is no metadata; asking for it is a 400 problem. */
    static void requireKept(Pointer place) {
        if (place.tokens().getFirst().equals("metadata")) {
            throw Problems.invalid("There is no metadata of the past.");
        }
    }

    /** What is there as JSON; a 404 problem where nothing is. */
    static byte[] in(ShadowDocument document, Pointer place) {
        var root = Json.object();
        switch (place.tokens().getFirst()) {
            case "delta" -> root.set("delta", document.delta().state());
            case "metadata" -> root.set("metadata", Metadata.of(document));
            default -> {
                for (var name : SectionName.values()) {
                    root.set(name.member(), document.section(name).state());
                }
            }
        }
        return place.in(root)
                .map(JsonText::bytes)
                .orElseThrow(() -> ShadowProblems.of(Refusal.noMember(place)));
    }
}
