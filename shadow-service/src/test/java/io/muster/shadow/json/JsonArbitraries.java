// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Small values with few names, so that random ones often meet. */
public final class JsonArbitraries {

    private static final int DEPTH = 3;

    private JsonArbitraries() {}

    /** Objects as sections hold them: without nulls. */
    public static Arbitrary<ObjectNode> states() {
        return objects(values(DEPTH));
    }

    /** Merge patches: with nulls, though not in arrays. */
    public static Arbitrary<ObjectNode> patches() {
        return objects(patchValues(DEPTH));
    }

    private static Arbitrary<JsonNode> patchValues(int depth) {
        Arbitrary<JsonNode> nulls = Arbitraries.just(NullNode.instance);
        return depth == 0
                ? Arbitraries.oneOf(nulls, leaves())
                : Arbitraries.oneOf(nulls, values(depth - 1), nested(patchValues(depth - 1)));
    }

    private static Arbitrary<JsonNode> values(int depth) {
        return depth == 0
                ? leaves()
                : Arbitraries.oneOf(leaves(), arrays(depth), nested(values(depth - 1)));
    }

    private static Arbitrary<JsonNode> arrays(int depth) {
        return values(depth - 1).list().ofMaxSize(3).map(JsonArbitraries::array);
    }

    private static JsonNode array(List<JsonNode> items) {
        return Json.array(items.size()).addAll(items);
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> values) {
        return objects(values).map(object -> object);
    }

    private static Arbitrary<ObjectNode> objects(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "timestamp", "é/~\""), values)
                .ofMaxSize(3)
                .map(members -> Json.object().setAll(members));
    }

    private static Arbitrary<JsonNode> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.of("0", "1", "1.0", "1e0", "-2").map(ExactNumber::new),
                Arbitraries.of("", "1", "x", "\u0000\n\"\\", "\u20ac\ud83d\ude00")
                        .map(TextNode::valueOf),
                Arbitraries.of(true, false).map(BooleanNode::valueOf));
    }
}
