// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SerialNumbersTest {

    /** A source that always says the same. */
    private static Random saying(int octet) {
        return new Random() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) octet);
            }
        };
    }

    @Test
    void whateverTheSourceSaysItIsAPositiveNumberOfAtMostTwentyOctets() {
        assertThat(SerialNumbers.next(saying(0))).isEqualTo(BigInteger.ONE);
        assertThat(SerialNumbers.next(saying(0xff)))
                .isEqualTo(BigInteger.TWO.pow(159).subtract(BigInteger.ONE));
        assertThat(SerialNumbers.next(saying(0xff)).toByteArray()).hasSize(20);
    }

    @Test
    void aSourceThatRepeatsItselfRepeatsTheNumber() {
        assertThat(SerialNumbers.next(new Random(7))).isEqualTo(SerialNumbers.next(new Random(7)));
        assertThat(SerialNumbers.next()).isNotEqualTo(SerialNumbers.next());
    }
}
