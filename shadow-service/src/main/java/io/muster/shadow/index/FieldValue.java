// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that can be searched for: a number, a text or a truth value. Numbers are equal however
 * they are spelt. A text that is too long to be compared, or has U+0000 in it, has none of the
 * three: all that is known of it is that it is there.
 */
public record FieldValue(
        @Nullable BigDecimal number, @Nullable String text, @Nullable Boolean flag) {

    /** The longest text that is compared, in UTF-8. */
    public static final int MOST_BYTES = 512;

    private static final char NUL = 0;
    private static final FieldValue INCOMPARABLE = new FieldValue(null, null, null);

    /** The value; empty for null, objects and lists, by which nobody searches. */
    public static Optional<FieldValue> of(JsonNode value) {
        if (value.isNumber()) {
            var exact = value.decimalValue().stripTrailingZeros();
            return Optional.of(new FieldValue(exact, null, null));
        }
        if (value.isBoolean()) {
            return Optional.of(new FieldValue(null, null, value.booleanValue()));
        }
        return value.isTextual() ? Optional.of(text(value.textValue())) : Optional.empty();
    }

    private static FieldValue text(String text) {
        boolean comparable =
                text.length() <= MOST_BYTES
                        && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                        && text.indexOf(NUL) < 0;
        return comparable ? new FieldValue(null, text, null) : INCOMPARABLE;
    }
}
