// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;

/** When each member was last written, by which version and by whom: the form of the API. */
public final class Metadata {

    private Metadata() {}

    /** The sections' stamps, and {@code exp} and {@code plans} where something is timed. */
    public static ObjectNode of(ShadowDocument document) {
        var metadata = Json.object();
        for (var name : SectionName.values()) {
            var section = document.section(name);
            if (name != SectionName.TAGS || !section.isEmpty()) {
                metadata.set(name.member(), rendered(section));
            }
        }
        timed(metadata, document);
        return metadata;
    }

    private static JsonNode rendered(Section section) {
        return Stamps.rendered(section.state(), section.stamps(), Stamp::details);
    }

    /** Beside the stamps, since an end belongs to a member whole, be it an object or an array. */
    private static void timed(ObjectNode metadata, ShadowDocument document) {
        var timetable = document.ledger().timetable();
        if (!timetable.ends().isEmpty()) {
            var ends = metadata.putObject("exp");
            timetable.ends().forEach((at, end) -> ends.put(at.toString(), end.toEpochMilli()));
        }
        if (!timetable.plans().isEmpty()) {
            var plans = metadata.putObject("plans");
            timetable
                    .plans()
                    .forEach((at, plan) -> {
                        var shown =
                                plans.putObject(at.toString())
                                        .put("notBefore", plan.at().toEpochMilli());
                        shown.set("value", plan.value());
                    });
        }
    }
}
