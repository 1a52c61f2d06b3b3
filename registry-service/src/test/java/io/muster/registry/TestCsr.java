// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** Certificate requests as devices, and attackers, make them. */
public final class TestCsr {

    private X500Name subject = new X500Name("CN=dev-1");
    private KeyPair keys = TestKeys.p256();
    private SubjectPublicKeyInfo publicKey =
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    private String signature = "SHA256withECDSA";
    private @Nullable String challenge;
    private final List<Extension> extensions = new ArrayList<>();

    private TestCsr() {}

    /** A request for a device with a new P-256 key. */
    public static TestCsr of(String device) {
        return new TestCsr().subject("CN=" + device);
    }

    public TestCsr subject(String name) {
        return subject(new X500Name(name));
    }

    public TestCsr subject(X500Name name) {
        subject = name;
        return this;
    }

    public TestCsr keys(KeyPair pair, String algorithm) {
        keys = pair;
        publicKey = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        signature = algorithm;
        return this;
    }

    public TestCsr keys(KeyPair pair) {
        return keys(pair, "SHA256withECDSA");
    }

    /** Another public key than the one that signs. */
    public TestCsr publicKey(SubjectPublicKeyInfo key) {
        publicKey = key;
        return this;
    }

    public TestCsr altNames(GeneralName... names) {
        return extension(Extension.subjectAlternativeName, new GeneralNames(names));
    }

    public TestCsr uri(String uri) {
        return altNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    public TestCsr extension(ASN1ObjectIdentifier type, ASN1Encodable value) {
        try {
            extensions.add(new Extension(type, false, value.toASN1Primitive().getEncoded()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a challenge password. */
    public TestCsr challenge(String text) {
        challenge = text;
        return this;
    }

    public KeyPair keys() {
        return keys;
    }

    public byte[] der() {
        var builder = new PKCS10CertificationRequestBuilder(subject, publicKey);
        if (!extensions.isEmpty()) {
            builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                    new Extensions(extensions.toArray(Extension[]::new)));
        }
        if (challenge != null) {
            builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                    new DERUTF8String(challenge));
        }
        try {
            return builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
