// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Documents and requests written as JSON. */
final class ShadowFixtures {

    static final Instant T1 = Instant.ofEpochSecond(1_800_000_001L);
    static final Instant T2 = Instant.ofEpochSecond(1_800_000_002L);
    static final Instant T3 = Instant.ofEpochSecond(1_800_000_003L);

    private ShadowFixtures() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode json(String text) {
        return ((ShadowJson.Reading.Tree) ShadowJson.read(utf8(text), ShadowLimits.NATIVE)).root();
    }

    static String text(JsonNode node) {
        return new String(ShadowJson.bytes(node), StandardCharsets.UTF_8);
    }

    /** A section of this content, written at {@link #T1}; none for null. */
    static Section section(String json) {
        return json == null
                ? Section.empty()
                : new Section(
                        (ObjectNode) json(json),
                        (ObjectNode) Stamps.of(json(json), T1.toEpochMilli()));
    }

    static ShadowDocument document(long version, String desired, String reported) {
        return new ShadowDocument(version, section(desired), section(reported), T1, T1);
    }

    static UpdateRequest request(String json) {
        return ((UpdateRequest.Parsed.Valid) UpdateRequest.parse(utf8(json), ShadowLimits.NATIVE))
                .request();
    }

    /** The document after an update that must be accepted. */
    static ShadowDocument updated(Shadow shadow, String request, Instant at) {
        var parsed = request(request);
        var outcome =
                ShadowRules.apply(
                        shadow,
                        new Change.Merge(parsed.patch()),
                        parsed.expected(),
                        ShadowLimits.NATIVE,
                        at);
        return ((Outcome.Applied) outcome).after();
    }
}
