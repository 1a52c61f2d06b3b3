// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/** Lets the certificate builder sign with a key that is only a function; for one signature. */
final class SignerAdapter implements ContentSigner {

    private final AlgorithmIdentifier algorithm;
    private final UnaryOperator<byte[]> signature;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(1024);

    SignerAdapter(AlgorithmIdentifier algorithm, UnaryOperator<byte[]> signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        return signature.apply(content.toByteArray());
    }
}
