// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.enrollment.csr.CsrReading.Accepted;
import io.muster.registry.enrollment.csr.CsrReading.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrPolicyTest {

    private static final byte[] GOOD = TestCsr.of("dev-1").der();

    @Test
    void anOrdinaryRequestIsAccepted() {
        var csr = TestCsr.of("dev-1");

        var reading = CsrPolicy.read(csr.der());

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> {
                            var request = accepted.request();
                            assertThat(request.names().commonNames()).containsExactly("dev-1");
                            assertThat(request.key())
                                    .isEqualTo(
                                            SubjectPublicKeyInfo.getInstance(
                                                    csr.keys().getPublic().getEncoded()));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1,SHA256withECDSA",
        "secp256r1,SHA512withECDSA",
        "secp384r1,SHA384withECDSA"
    })
    void bothCurvesAreAcceptedWithAnyShaTwo(String curve, String signature) {
        var der = TestCsr.of("dev-1").keys(TestKeys.onCurve(curve), signature).der();

        assertThat(CsrPolicy.read(der)).isInstanceOf(Accepted.class);
    }

    @Test
    void case16Ed25519IsAccepted() {
        var der = TestCsr.of("dev-1").keys(TestKeys.ed25519(), "Ed25519").der();

        assertThat(CsrPolicy.read(der)).isInstanceOf(Accepted.class);
    }

    @Test
    void rsaOf2048BitsIsAccepted() {
        var der = TestCsr.of("dev-1").keys(TestKeys.rsa(2048), "SHA256withRSA").der();

        assertThat(CsrPolicy.read(der)).isInstanceOf(Accepted.class);
    }

    @Test
    void theSameKeyInAnotherEncodingIsTheSameKey() {
        var csr = TestCsr.of("dev-1");
        var plain = SubjectPublicKeyInfo.getInstance(csr.keys().getPublic().getEncoded());
        var point =
                CustomNamedCurves.getByName("secp256r1")
                        .getCurve()
                        .decodePoint(plain.getPublicKeyData().getOctets());
        var compressed = new SubjectPublicKeyInfo(plain.getAlgorithm(), point.getEncoded(true));

        var first = CsrPolicy.read(csr.der());
        var second = CsrPolicy.read(csr.publicKey(compressed).der());

        assertThat(((Accepted) second).request().keyDigest())
                .isEqualTo(((Accepted) first).request().keyDigest());
    }

    @Test
    void case10WhatFollowsTheRequestIsRefused() {
        assertRefused(Arrays.copyOf(GOOD, GOOD.length + 1), RefusalReason.CSR_MALFORMED);
    }

    @Test
    void case10AnIndefiniteLengthIsRefused() {
        var indefinite = new byte[GOOD.length + 1];
        System.arraycopy(GOOD, 0, indefinite, 0, GOOD.length);
        indefinite[1] = (byte) 0x80;

        assertRefused(indefinite, RefusalReason.CSR_MALFORMED);
    }

    @Test
    void case10SeventeenLevelsAreRefused() {
        var nested = new DERSequence();
        for (int level = 1; level < 17; level++) {
            nested = new DERSequence(nested);
        }

        assertRefused(encoded(nested), RefusalReason.CSR_MALFORMED);
    }

    /** As much of everything as the first look lets through. */
    @Test
    void hostileDerIsRefusedWithin200Milliseconds() {
        var wide = new DERSequence[1000];
        Arrays.fill(wide, new DERSequence());
        var octets = new byte[8 * 1024 - 16];
        Arrays.fill(octets, (byte) 0x30);
        CsrPolicy.read(GOOD); // Classes are loaded for the first request only.
        for (var der : List.of(encoded(new DERSequence(wide)), octets, encoded(nested(15)))) {
            long start = System.nanoTime();

            assertRefused(der, RefusalReason.CSR_MALFORMED);

            assertThat(System.nanoTime() - start).isLessThan(200_000_000L);
        }
    }

    private static DERSequence nested(int levels) {
        var nested = new DERSequence();
        for (int level = 1; level < levels; level++) {
            nested = new DERSequence(nested);
        }
        return nested;
    }

    @Test
    void moreThanEightKilobytesAreRefusedUnread() {
        assertRefused(new byte[8 * 1024 + 1], RefusalReason.CSR_MALFORMED);
    }

    @Test
    void tooManyAlternativeNamesAreRefused() {
        var names = new GeneralName[65];
        Arrays.fill(names, new GeneralName(GeneralName.dNSName, "a"));

        assertRefused(TestCsr.of("dev-1").altNames(names).der(), RefusalReason.CSR_MALFORMED);
    }

    @Test
    void case11AFlippedBitOfTheSignatureIsRefused() {
        var flipped = GOOD.clone();
        flipped[flipped.length - 1] ^= 1;

        assertRefused(flipped, RefusalReason.CSR_SIGNATURE_INVALID);
    }

    @Test
    void somebodyElsesKeyIsRefused() {
        var stolen = SubjectPublicKeyInfo.getInstance(TestKeys.p256().getPublic().getEncoded());

        assertRefused(
                TestCsr.of("dev-1").publicKey(stolen).der(), RefusalReason.CSR_SIGNATURE_INVALID);
    }

    @Test
    void extensionsThatAskForPowerAreReadAndMeanNothing() {
        var der =
                TestCsr.of("dev-1")
                        .extension(Extension.basicConstraints, new BasicConstraints(true))
                        .altNames(new GeneralName(GeneralName.dNSName, "admin"))
                        .der();

        assertThat(CsrPolicy.read(der))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.request().names().otherAltNames()).isOne());
    }

    @Test
    void case15RsaOf1024BitsIsWeak() {
        assertRefused(
                TestCsr.of("dev-1").keys(TestKeys.rsa(1024), "SHA256withRSA").der(),
                RefusalReason.KEY_WEAK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10045.3.1.1", "1.3.132.0.33"})
    void case15ShortCurvesAreWeak(String curve) {
        var algorithm =
                new AlgorithmIdentifier(
                        X9ObjectIdentifiers.id_ecPublicKey, new ASN1ObjectIdentifier(curve));

        assertRefused(withKey(algorithm, new byte[49]), RefusalReason.KEY_WEAK);
    }

    @Test
    void otherCurvesAreForbidden() {
        var algorithm =
                new AlgorithmIdentifier(
                        X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256k1);

        assertRefused(withKey(algorithm, new byte[65]), RefusalReason.KEY_ALG_FORBIDDEN);
    }

    @Test
    void case15ExplicitCurveParametersAreForbidden() {
        var parameters = CustomNamedCurves.getByName("secp256r1");
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters);
        var point = parameters.getG().getEncoded(false);

        assertRefused(withKey(algorithm, point), RefusalReason.KEY_ALG_FORBIDDEN);
    }

    @Test
    void aPointThatIsNotOnTheCurveIsMalformed() {
        var algorithm =
                new AlgorithmIdentifier(
                        X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
        var point = CustomNamedCurves.getByName("secp256r1").getG().getEncoded(false);
        point[64] ^= 1;

        assertRefused(withKey(algorithm, point), RefusalReason.CSR_MALFORMED);
    }

    @Test
    void anEdwardsPointOfLowOrderIsWeak() {
        var identity = new byte[32];
        identity[0] = 1;

        assertRefused(
                withKey(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), identity),
                RefusalReason.KEY_WEAK);
    }

    @Test
    void anEvenRsaExponentIsWeak() {
        var modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        var key = encoded(new RSAPublicKey(modulus, BigInteger.valueOf(65538)));
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption);

        assertRefused(withKey(algorithm, key), RefusalReason.KEY_WEAK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA224withECDSA"})
    void case15WeakSignaturesAreForbidden(String signature) {
        assertRefused(
                TestCsr.of("dev-1").keys(TestKeys.p256(), signature).der(),
                RefusalReason.KEY_ALG_FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "MD5withRSA"})
    void case15WeakRsaSignaturesAreForbidden(String signature) {
        assertRefused(
                TestCsr.of("dev-1").keys(TestKeys.rsa(2048), signature).der(),
                RefusalReason.KEY_ALG_FORBIDDEN);
    }

    @Property(tries = 300)
    void arbitraryBytesAreNeverMoreThanARefusal(@ForAll @Size(max = 400) byte[] bytes) {
        assertThat(CsrPolicy.read(bytes)).isInstanceOf(Refused.class);
    }

    @Property(tries = 500)
    void aRequestWithOneChangedByteIsRefused(
            @ForAll @IntRange(max = 10_000) int position,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        var changed = GOOD.clone();
        changed[position % changed.length] ^= (byte) change;

        assertThat(CsrPolicy.read(changed)).isInstanceOf(Refused.class);
    }

    private static byte[] withKey(AlgorithmIdentifier algorithm, byte[] key) {
        return TestCsr.of("dev-1").publicKey(new SubjectPublicKeyInfo(algorithm, key)).der();
    }

    private static void assertRefused(byte[] der, RefusalReason reason) {
        assertThat(CsrPolicy.read(der))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    private static byte[] encoded(ASN1Object object) {
        try {
            return object.getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
