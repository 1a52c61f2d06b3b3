// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.change.Change;
import io.muster.shadow.change.Occasion;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.change.ShadowRules;
import io.muster.shadow.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Documents and requests written as JSON, in which apostrophes may stand for quotes. */
public final class ShadowFixtures {

    public static final Instant T1 = Instant.ofEpochSecond(1_800_000_001L);
    public static final Instant T2 = Instant.ofEpochSecond(1_800_000_002L);
    public static final Instant T3 = Instant.ofEpochSecond(1_800_000_003L);

    private ShadowFixtures() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same with quotes. */
    public static String q(String json) {
        return json.replace('\'', '"');
    }

    public static JsonNode json(String text) {
        return ((JsonText.Reading.Tree) JsonText.read(utf8(text), 1_000_000)).root();
    }

    public static String text(JsonNode node) {
        return new String(JsonText.bytes(node), StandardCharsets.UTF_8);
    }

    static Stamp at(Instant time) {
        return new Stamp(time.toEpochMilli(), 1, "");
    }

    /** A section of this content, written at {@link #T1}; none for null. */
    public static Section section(String json) {
        return json == null ? Section.empty() : Section.empty().patched(json(json), at(T1));
    }

    public static ShadowDocument document(long version, String desired, String reported) {
        return ShadowDocument.of(version, section(desired), section(reported), T1, T1);
    }

    public static UpdateRequest request(String json) {
        return ((UpdateRequest.Parsed.Valid) UpdateRequest.parse(utf8(json), ShadowLimits.NATIVE))
                .request();
    }

    public static Occasion occasion(Instant now) {
        return new Occasion(now, "", ShadowLimits.NATIVE);
    }

    /** What comes of an update. */
    public static Outcome update(Shadow shadow, String request, Instant at) {
        var parsed = request(request);
        return ShadowRules.apply(
                shadow, Change.merge(parsed.patch()), parsed.expected(), occasion(at));
    }

    /** The document after an update that must be accepted. */
    public static ShadowDocument updated(Shadow shadow, String request, Instant at) {
        return ((Outcome.Applied) update(shadow, request, at)).after();
    }
}
