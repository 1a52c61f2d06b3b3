// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.JsonSize;
import io.muster.shadow.json.Pointer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How much of a document one member of a section takes up. */
public record SubtreeSize(Pointer place, int bytes) {

    /** Who looks for what fills a document looks at the largest ones. */
    private static final int SHOWN = 20;

    /** The largest members, the largest first. */
    public static List<SubtreeSize> of(ShadowDocument document) {
        return Arrays.stream(SectionName.values())
                .flatMap(section -> members(document, section))
                .sorted(Comparator.comparingInt(SubtreeSize::bytes).reversed())
                .limit(SHOWN)
                .toList();
    }

    private static Stream<SubtreeSize> members(ShadowDocument document, SectionName section) {
        var root = Pointer.ROOT.child(section.member());
        return document.section(section).state().propertyStream().map(member -> of(root, member));
    }

    private static SubtreeSize of(Pointer root, Map.Entry<String, JsonNode> member) {
        int bytes = JsonSize.ofMember(member.getKey(), member.getValue());
        return new SubtreeSize(root.child(member.getKey()), bytes);
    }
}
