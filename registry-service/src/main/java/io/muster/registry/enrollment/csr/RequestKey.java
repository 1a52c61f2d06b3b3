// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.io.IOException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A public key of one of the three kinds we certify. */
sealed interface RequestKey {

    /** On P-256 or P-384. */
    record EllipticCurve(ECPublicKeyParameters parameters) implements RequestKey {}

    /** With a modulus that passed {@link RsaRules}. */
    record Rsa(RSAKeyParameters parameters) implements RequestKey {}

    /** Of full order. */
    record Edwards(Ed25519PublicKeyParameters parameters) implements RequestKey {}

    /** The key as the crypto library sees it. */
    AsymmetricKeyParameter parameters();

    /**
     * The key in its one canonical encoding: a point may come compressed and RSA without its NULL
     * parameters, yet the same key must be found again.
     */
    default SubjectPublicKeyInfo canonical() throws IOException {
        return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(parameters());
    }
}
