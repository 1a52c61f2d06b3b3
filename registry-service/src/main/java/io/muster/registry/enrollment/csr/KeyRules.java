// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import io.muster.registry.enrollment.csr.KeyRules.Verdict.Bad;
import io.muster.registry.enrollment.csr.KeyRules.Verdict.Good;
import java.io.IOException;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Which public keys are good enough to be certified. */
final class KeyRules {

    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);
    private static final Set<ASN1ObjectIdentifier> SHORT_CURVES =
            Set.of(
                    SECObjectIdentifiers.secp192r1,
                    SECObjectIdentifiers.secp192k1,
                    SECObjectIdentifiers.secp224r1,
                    SECObjectIdentifiers.secp224k1,
                    SECObjectIdentifiers.secp160r1,
                    SECObjectIdentifiers.secp160k1);

    private KeyRules() {}

    /** What we think of a key. */
    sealed interface Verdict {
        record Good(RequestKey key) implements Verdict {}

        record Bad(RefusalReason reason, String detail) implements Verdict {}
    }

    /** Judges a key; throws any exception where it is not even well formed. */
    static Verdict judge(SubjectPublicKeyInfo key) throws IOException {
        var algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return ellipticCurve(key);
        }
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return rsa(key);
        }
        return algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
                ? edwards(key)
                : forbidden("Keys are P-256, P-384, Ed25519, or RSA of at least 2048 bits.");
    }

    private static Verdict ellipticCurve(SubjectPublicKeyInfo key) throws IOException {
        var curve = X962Parameters.getInstance(key.getAlgorithm().getParameters());
        if (!curve.isNamedCurve()) {
            // Explicit parameters let the sender choose the generator (CVE-2020-0601).
            return forbidden("The curve of the key has to be named.");
        }
        var name = ASN1ObjectIdentifier.getInstance(curve.getParameters());
        if (SHORT_CURVES.contains(name)) {
            return weak("The curve of the key is shorter than 256 bits.");
        }
        return CURVES.contains(name)
                ? new Good(
                        new RequestKey.EllipticCurve(
                                (ECPublicKeyParameters) PublicKeyFactory.createKey(key)))
                : forbidden("The curve of the key has to be P-256 or P-384.");
    }

    private static Verdict rsa(SubjectPublicKeyInfo key) throws IOException {
        var rsa = RSAPublicKey.getInstance(key.parsePublicKey());
        return RsaRules.firstBreach(rsa.getModulus(), rsa.getPublicExponent())
                .<Verdict>map(breach -> new Bad(breach.reason(), breach.detail()))
                .orElseGet(() -> new Good(new RequestKey.Rsa(unchecked(rsa))));
    }

    /** Without the library's own primality test of the modulus, which takes long for large ones. */
    private static RSAKeyParameters unchecked(RSAPublicKey rsa) {
        return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent(), true);
    }

    private static Verdict edwards(SubjectPublicKeyInfo key) {
        var point = key.getPublicKeyData().getOctets();
        // A point of low order verifies signatures that nobody made.
        return point.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(point, 0)
                ? new Good(new RequestKey.Edwards(new Ed25519PublicKeyParameters(point)))
                : weak("The Ed25519 key is not a point of full order.");
    }

    private static Verdict weak(String detail) {
        return new Bad(RefusalReason.KEY_WEAK, detail);
    }

    private static Verdict forbidden(String detail) {
        return new Bad(RefusalReason.KEY_ALG_FORBIDDEN, detail);
    }
}
