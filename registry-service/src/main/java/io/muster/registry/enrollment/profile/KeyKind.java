// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The kinds of keys that a profile may allow. */
public enum KeyKind {
    /** ECDSA on P-256. */
    @JsonProperty("p256")
    P256("1.2.840.10045.2.1", "1.2.840.10045.3.1.7", "1.2.840.10045.4.3.2"),
    /** ECDSA on P-384. */
    @JsonProperty("p384")
    P384("1.2.840.10045.2.1", "1.3.132.0.34", "1.2.840.10045.4.3.3"),
    /** Ed25519. */
    @JsonProperty("ed25519")
    ED25519("1.3.101.112", "", "1.3.101.112"),
    /** RSA of the length that the profile asks for. */
    @JsonProperty("rsa")
    RSA("1.2.840.113549.1.1.1", "", "1.2.840.113549.1.1.11");

    private final String algorithm;
    private final String curve;
    private final String signature;

    KeyKind(String algorithm, String curve, String signature) {
        this.algorithm = algorithm;
        this.curve = curve;
        this.signature = signature;
    }

    /** The kind of a key whose well-formedness was checked; empty for any other. */
    public static Optional<KeyKind> of(SubjectPublicKeyInfo key) {
        return Arrays.stream(values()).filter(kind -> kind.has(key)).findFirst();
    }

    private boolean has(SubjectPublicKeyInfo key) {
        var parameters = key.getAlgorithm().getParameters();
        return key.getAlgorithm().getAlgorithm().equals(algorithm())
                && curve().filter(named -> !named.equals(parameters)).isEmpty();
    }

    /** The algorithm of such keys. */
    public ASN1ObjectIdentifier algorithm() {
        return new ASN1ObjectIdentifier(algorithm);
    }

    /** The curve, where the algorithm has several. */
    public Optional<ASN1ObjectIdentifier> curve() {
        return curve.isEmpty() ? Optional.empty() : Optional.of(new ASN1ObjectIdentifier(curve));
    }

    /** The signature that a request with such a key has. */
    public ASN1ObjectIdentifier signature() {
        return new ASN1ObjectIdentifier(signature);
    }
}
