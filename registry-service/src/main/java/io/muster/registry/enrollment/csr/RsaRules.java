// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which RSA keys are neither too weak to trust nor too large to verify with. */
final class RsaRules {

    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
    private static final int MAX_EXPONENT_BITS = 33;

    private RsaRules() {}

    static Optional<Refusal> firstBreach(BigInteger modulus, BigInteger exponent) {
        if (modulus.signum() <= 0 || modulus.bitLength() < MIN_BITS) {
            return weak("The RSA modulus is shorter than 2048 bits.");
        }
        if (modulus.bitLength() > MAX_BITS) {
            return forbidden("The RSA modulus is longer than 8192 bits.");
        }
        if (exponent.compareTo(MIN_EXPONENT) < 0
                || exponent.bitLength() > MAX_EXPONENT_BITS
                || !exponent.testBit(0)) {
            return weak("The RSA exponent has to be odd, at least 65537 and below 2^33.");
        }
        return factorable(modulus) ? weak("The RSA modulus is breakable.") : Optional.empty();
    }

    private static boolean factorable(BigInteger modulus) {
        return SmallPrimes.divideAny(modulus) || Roca.marks(modulus);
    }

    private static Optional<Refusal> weak(String detail) {
        return Optional.of(new Refusal(RefusalReason.KEY_WEAK, detail));
    }

    private static Optional<Refusal> forbidden(String detail) {
        return Optional.of(new Refusal(RefusalReason.KEY_ALG_FORBIDDEN, detail));
    }

    /** Factors up to 2^20, found with one division by keeping the product of all small primes. */
    static final class SmallPrimes {

        private static final int LIMIT = 1 << 20;

        /** About 190 KB, computed when the first RSA key comes by. */
        private static final class Product {
            static final BigInteger VALUE = product(primes(), 0, primes().length);
        }

        private SmallPrimes() {}

        static boolean divideAny(BigInteger modulus) {
            return !Product.VALUE.mod(modulus).gcd(modulus).equals(BigInteger.ONE);
        }

        private static int[] primes() {
            var composite = new BitSet(LIMIT);
            for (int i = 2; i * i < LIMIT; i = composite.nextClearBit(i + 1)) {
                for (int multiple = i * i; multiple < LIMIT; multiple += i) {
                    composite.set(multiple);
                }
            }
            return IntStream.range(2, LIMIT).filter(i -> !composite.get(i)).toArray();
        }

        /** Multiplies halves, so that the factors of each product are of like size. */
        private static BigInteger product(int[] primes, int from, int to) {
            if (to - from == 1) {
                return BigInteger.valueOf(primes[from]);
            }
            int middle = (from + to) >>> 1;
            return product(primes, from, middle).multiply(product(primes, middle, to));
        }
    }

    /**
     * Keys of a chip family whose primes were powers of 65537 modulo a primorial (CVE-2017-15361):
     * such a modulus is a power of 65537 modulo every small prime, others practically never.
     */
    static final class Roca {

        private static final int LARGEST_PRIME = 167;
        private static final int GENERATOR = 65537;

        private Roca() {}

        static boolean marks(BigInteger modulus) {
            return IntStream.rangeClosed(3, LARGEST_PRIME)
                    .filter(i -> BigInteger.valueOf(i).isProbablePrime(20))
                    .allMatch(prime -> powers(prime).get(residue(modulus, prime)));
        }

        private static int residue(BigInteger modulus, int prime) {
            return modulus.mod(BigInteger.valueOf(prime)).intValue();
        }

        private static BitSet powers(int prime) {
            var powers = new BitSet(prime);
            for (int power = 1; !powers.get(power); power = power * (GENERATOR % prime) % prime) {
                powers.set(power);
            }
            return powers;
        }
    }
}
