// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.TestKeys;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RsaRulesTest {

    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    @Test
    void anOrdinaryModulusIsGood() {
        var key = (RSAPublicKey) TestKeys.rsa(2048).getPublic();

        assertThat(RsaRules.firstBreach(key.getModulus(), key.getPublicExponent())).isEmpty();
    }

    @Test
    void aModulusWithAFactorBelowAMillionIsWeak() {
        var smooth =
                BigInteger.valueOf(1_048_573) // the largest prime below 2^20
                        .multiply(BigInteger.probablePrime(2040, new Random(1)));

        assertThat(RsaRules.firstBreach(smooth, EXPONENT))
                .hasValueSatisfying(
                        breach -> assertThat(breach.reason()).isEqualTo(RefusalReason.KEY_WEAK));
    }

    @Test
    void aModulusOfTheRocaKindIsWeak() {
        var roca = rocaPrime(new Random(1)).multiply(rocaPrime(new Random(2)));

        assertThat(RsaRules.Roca.marks(roca)).isTrue();
        assertThat(RsaRules.firstBreach(roca, EXPONENT)).isPresent();
    }

    @Test
    void moreThan8192BitsAreForbidden() {
        var huge = BigInteger.ONE.shiftLeft(8192).setBit(0);

        assertThat(RsaRules.firstBreach(huge, EXPONENT))
                .hasValueSatisfying(breach ->
                        assertThat(breach.reason()).isEqualTo(RefusalReason.KEY_ALG_FORBIDDEN));
    }

    /** As the broken library made them: k * M + (65537^a mod M), M the product of small primes. */
    private static BigInteger rocaPrime(Random random) {
        var primorial =
                IntStream.rangeClosed(2, 701)
                        .mapToObj(BigInteger::valueOf)
                        .filter(number -> number.isProbablePrime(20))
                        .reduce(BigInteger.ONE, BigInteger::multiply);
        var power = EXPONENT.modPow(new BigInteger(128, random), primorial);
        while (true) {
            var factor =
                    new BigInteger(1030 - primorial.bitLength(), random)
                            .setBit(1029 - primorial.bitLength());
            var candidate = factor.multiply(primorial).add(power);
            if (candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }
}
