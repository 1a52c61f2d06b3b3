// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A P-256 key that lives and dies inside its device. The private half can sign a request and serve
 * a TLS handshake; nothing here writes it out, and it is not derived from the simulator's seed.
 */
public final class DeviceKey {

    private final KeyPair pair;

    private DeviceKey(KeyPair pair) {
        this.pair = pair;
    }

    /** A fresh key. */
    public static DeviceKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new DeviceKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK offers no P-256 keys", e);
        }
    }

    /** The public half. */
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /**
     * A PKCS#10 request (DER) for this key, naming only the device: all other names are the
     * registry's to give.
     */
    public byte[] signingRequest(String deviceId) {
        try {
            var subject = new X500Principal("CN=" + deviceId);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                    .build(signer)
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot build a signing request for " + deviceId, e);
        }
    }

    /** Key managers that prove possession of this key under the given certificate. */
    public KeyManagerFactory keyManagers(List<X509Certificate> chain) {
        // The store never leaves memory, so its password protects nothing.
        var password = new char[0];
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(
                    "device", pair.getPrivate(), password, chain.toArray(Certificate[]::new));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            return managers;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot hold the device's key in memory", e);
        }
    }
}
