// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

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
public final class ExactNumber extends NumericNode {

    private static final long serialVersionUID = 1;
    private static final int MOST_DIGITS = 400;
    private static final int LARGEST_EXPONENT = 400;

    private final String text;

    /** The number that JSON spells so; the caller has seen to it that it is {@link #bounded}. */
    public ExactNumber(String text) {
        this.text = text;
    }

    /** The number as it is usually spelt. */
    public static ExactNumber of(long value) {
        return new ExactNumber(Long.toString(value));
    }

    /**
     * Whether its exact value can be computed and compared at a bounded cost: at most 400 digits
     * and an exponent within ±400.
     */
    static boolean bounded(String text) {
        int exponent = exponentAt(text);
        return digits(text, exponent) <= MOST_DIGITS
                && (exponent == text.length() || boundedExponent(text, exponent + 1));
    }

    private static int exponentAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 'e' || text.charAt(i) == 'E') {
                return i;
            }
        }
        return text.length();
    }

    private static int digits(String text, int end) {
        int digits = 0;
        for (int i = 0; i < end; i++) {
            digits += isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /** Stops at the first digit that makes it too large, so that its length costs nothing. */
    private static boolean boundedExponent(String text, int start) {
        int magnitude = 0;
        for (int i = start; i < text.length() && magnitude <= LARGEST_EXPONENT; i++) {
            char c = text.charAt(i);
            magnitude = isDigit(c) ? magnitude * 10 + (c - '0') : magnitude;
        }
        return magnitude <= LARGEST_EXPONENT;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether both spell the same number; the spelling itself answers in most cases. */
    boolean sameValue(ExactNumber other) {
        return text.equals(other.text) || decimalValue().compareTo(other.decimalValue()) == 0;
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
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
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
