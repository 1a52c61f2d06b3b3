// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A JSON number that is written back exactly as it was read: {@code 1.0} stays {@code 1.0} and
 * {@code 1e2} stays {@code 1e2}, however large or precise. Equality is that of the spelling; {@link
 * Json#same} compares values.
 */
final class ExactNumber extends NumericNode {

    private static final int MOST_DIGITS = 400;
    private static final int LARGEST_EXPONENT = 400;

    private final String text;

    ExactNumber(String text) {
        this.text = text;
    }

    /**
     * Whether its exact value can be computed and compared at a bounded cost: at most 400 digits
     * and an exponent within ±400.
     */
    static boolean bounded(String text) {
        int exponent = exponentAt(text);
        long digits = text.chars().limit(exponent).filter(c -> c >= '0' && c <= '9').count();
        return digits <= MOST_DIGITS
                && (exponent == text.length() || boundedExponent(text.substring(exponent + 1)));
    }

    private static int exponentAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 'e' || text.charAt(i) == 'E') {
                return i;
            }
        }
        return text.length();
    }

    private static boolean boundedExponent(String exponent) {
        var magnitude = exponent.replaceFirst("^[+-]?0*", "");
        return magnitude.isEmpty()
                || (magnitude.length() <= 3 && Integer.parseInt(magnitude) <= LARGEST_EXPONENT);
    }

    @Override
    public JsonToken asToken() {
        return isIntegralNumber() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonParser.NumberType numberType() {
        return isIntegralNumber()
                ? JsonParser.NumberType.BIG_INTEGER
                : JsonParser.NumberType.BIG_DECIMAL;
    }

    @Override
    public boolean isIntegralNumber() {
        return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    @Override
    public boolean isBigDecimal() {
        return !isIntegralNumber();
    }

    @Override
    public boolean isBigInteger() {
        return isIntegralNumber();
    }

    @Override
    public Number numberValue() {
        return isIntegralNumber() ? bigIntegerValue() : decimalValue();
    }

    @Override
    public int intValue() {
        return decimalValue().intValue();
    }

    @Override
    public long longValue() {
        return decimalValue().longValue();
    }

    @Override
    public double doubleValue() {
        return decimalValue().doubleValue();
    }

    @Override
    public BigDecimal decimalValue() {
        return new BigDecimal(text);
    }

    @Override
    public BigInteger bigIntegerValue() {
        return decimalValue().toBigInteger();
    }

    @Override
    public boolean canConvertToInt() {
        return within(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public boolean canConvertToLong() {
        return within(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private boolean within(long least, long most) {
        var value = decimalValue();
        return value.compareTo(BigDecimal.valueOf(least)) >= 0
                && value.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeNumber(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactNumber number && text.equals(number.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
