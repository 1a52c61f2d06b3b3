// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Shows one certificate to every server, also to one that asks for certificates of other
 * authorities. A well-behaved client would show none there, and the refusal would prove nothing
 * about the certificate.
 */
final class InsistentKeys extends X509ExtendedKeyManager {

    private static final String ALIAS = "mine";

    private final X509Certificate certificate;
    private final PrivateKey key;

    private InsistentKeys(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    static KeyManagerFactory of(X509Certificate certificate, PrivateKey key) {
        return new Factory(new InsistentKeys(certificate, key));
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException("a client's keys");
    }

    /** The shape in which the MQTT client takes key managers. */
    private static final class Factory extends KeyManagerFactory {
        Factory(InsistentKeys keys) {
            super(new Spi(keys), Security.getProvider("SunJSSE"), "Insistent");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final InsistentKeys keys;

        Spi(InsistentKeys keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }
}
