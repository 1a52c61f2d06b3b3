// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.TokenSigner.TokenKey;
import io.muster.registry.identity.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a hardware module behind PKCS#11. The label of a tenant's first key is the tenant's id;
 * those of later ones have a part of the authority's fingerprint behind it.
 */
final class TokenKeys implements CaKeys {

    private static final int P256_BITS = 256;
    private static final int MARK = 16;

    private final Path config;
    private final KeyStore token;

    private TokenKeys(Path config, KeyStore token) {
        this.config = config;
        this.token = token;
    }

    /** Logs in to the module that the configuration of Java's PKCS#11 provider names. */
    static TokenKeys login(Path config, String pin) {
        var base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw new CaUnusable("This executable has no PKCS#11: run the service on a JVM.");
        }
        try {
            var provider = base.configure(config.toAbsolutePath().toString());
            var token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, pin.toCharArray());
            return new TokenKeys(config, token);
        } catch (IOException e) {
            throw new CaUnusable(
                    "The PKCS#11 module refuses the PIN; is muster.ca.password right?", e);
        } catch (GeneralSecurityException | ProviderException | InvalidParameterException e) {
            throw new CaUnusable("The PKCS#11 module of " + config + " can't be used.", e);
        }
    }

    @Override
    public String place() {
        return "the PKCS#11 module of " + config;
    }

    @Override
    public Optional<Authority> first(TenantId tenant) {
        return find(tenant.value());
    }

    @Override
    public Optional<Authority> open(TenantId tenant, Fingerprint authority) {
        return find(later(tenant, authority))
                .or(() -> first(tenant))
                .filter(found -> found.fingerprint().equals(authority));
    }

    @Override
    public Authority create(TenantId tenant, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", token.getProvider());
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            var key = new TokenKey(keys.getPrivate(), token.getProvider(), true);
            var spki = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
            var certificate =
                    SelfSignedAuthority.sign(
                            spki, new SignerAdapter(key.algorithm(), key::sign), tenant, now);
            return keep(tenant, keys.getPrivate(), certificate);
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw new CaUnusable("The PKCS#11 module makes no key.", e);
        }
    }

    /** Read back, so that what is used is what was kept. */
    private Authority keep(TenantId tenant, PrivateKey key, X509CertificateHolder certificate)
            throws GeneralSecurityException, IOException {
        var decoded =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
        var fingerprint = Fingerprint.of(certificate.getEncoded());
        var label =
                token.containsAlias(tenant.value()) ? later(tenant, fingerprint) : tenant.value();
        token.setKeyEntry(label, key, null, new Certificate[] {decoded});
        return find(label)
                .orElseThrow(() -> new CaUnusable("The PKCS#11 module kept no key " + label + "."));
    }

    private static String later(TenantId tenant, Fingerprint authority) {
        return tenant.value() + "-" + authority.hex().substring(0, MARK);
    }

    private Optional<Authority> find(String label) {
        try {
            return token.getKey(label, null) instanceof PrivateKey key
                    ? authority(key, token.getCertificateChain(label))
                    : Optional.empty();
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw new CaUnusable("The PKCS#11 module does not give the key " + label + ".", e);
        }
    }

    private Optional<Authority> authority(PrivateKey key, Certificate @Nullable [] chain)
            throws GeneralSecurityException, IOException {
        if (chain == null || !(chain[0].getPublicKey() instanceof ECPublicKey known)) {
            return Optional.empty();
        }
        var holders = new ArrayList<X509CertificateHolder>(chain.length);
        for (var certificate : chain) {
            holders.add(new X509CertificateHolder(certificate.getEncoded()));
        }
        boolean p256 = known.getParams().getCurve().getField().getFieldSize() == P256_BITS;
        var handle = new TokenKey(key, token.getProvider(), p256);
        return Optional.of(new Authority(new TokenSigner(holders.getFirst(), handle), holders));
    }
}
