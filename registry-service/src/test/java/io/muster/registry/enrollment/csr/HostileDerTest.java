// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.muster.registry.TestCsr;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that were made to hurt: refused in time, and without much memory. */
class HostileDerTest {

    private static final Duration LONGEST = Duration.ofMillis(200);
    private static final long MOST_OCTETS = 4L * 1024 * 1024;
    private static final int MUTANTS = 5_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Classes are loaded and tables made at the first look, whoever sends it. */
    @BeforeAll
    static void warmUp() {
        CsrFuzz.fuzzerInitialize();
    }

    /** A header and as much behind it as a request may have. */
    private static byte[] filled(int... head) {
        var out = new ByteArrayOutputStream();
        for (int octet : head) {
            out.write(octet);
        }
        while (out.size() < CsrLimits.MAX_BYTES) {
            out.write(head[out.size() % head.length]);
        }
        return out.toByteArray();
    }

    static Stream<byte[]> hostile() throws Exception {
        return Stream.of(
                filled(0x30, 0x80),
                filled(0x30, 0x82, 0x1f, 0xf8),
                filled(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff),
                filled(0x30, 0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
                filled(0x31, 0x00),
                filled(0x1f, 0xff),
                new byte[0],
                new byte[1 << 20],
                names(CsrLimits.MAX_ALT_NAMES + 1),
                rsa(16_384, BigInteger.valueOf(65_537)),
                rsa(8_192, BigInteger.ONE.shiftLeft(8_000).add(BigInteger.ONE)),
                rsa(4_096, BigInteger.valueOf(3)));
    }

    private static byte[] names(int count) {
        var names = new GeneralName[count];
        for (int i = 0; i < count; i++) {
            names[i] = new GeneralName(GeneralName.dNSName, "a".repeat(100) + i);
        }
        return TestCsr.of("dev-1").altNames(names).der();
    }

    private static byte[] rsa(int bits, BigInteger exponent) throws Exception {
        var modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(0x1_2345_6789L));
        var key =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                        new RSAPublicKey(modulus, exponent));
        return TestCsr.of("dev-1").publicKey(key).der();
    }

    @ParameterizedTest
    @MethodSource
    void hostile(byte[] der) {
        assertThat(CsrPolicy.read(der)).isInstanceOf(CsrReading.Refused.class);
        assertThat(costs(der)).isTrue();
    }

    /** Regression mode of the fuzzer: the same mutants every time. */
    @Test
    void mutantsOfGoodRequestsDoNotHurt() {
        var random = new Random(9);
        for (var seed : CsrFuzz.seeds()) {
            for (int i = 0; i < MUTANTS / 4; i++) {
                assertThat(costs(mutant(seed, random))).as("seed 9, mutant %d", i).isTrue();
            }
        }
    }

    private static byte[] mutant(byte[] seed, Random random) {
        var mutant = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        return mutant;
    }

    /** In processor time: the machine may be busy with something else. */
    private static boolean costs(byte[] der) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long octets = THREADS.getCurrentThreadAllocatedBytes();
        CsrFuzz.read(der);
        long used = THREADS.getCurrentThreadCpuTime() - cpu;
        return used < LONGEST.toNanos()
                && THREADS.getCurrentThreadAllocatedBytes() - octets < MOST_OCTETS;
    }
}
