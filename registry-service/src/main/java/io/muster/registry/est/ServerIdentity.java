// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificates that a server shows, which may become others while it runs. The server's
 * own settings stay as they are: one that is given new ones may forget to ask clients for
 * certificates.
 */
final class ServerIdentity extends X509ExtendedKeyManager {

    private volatile X509ExtendedKeyManager shown;

    ServerIdentity(X509ExtendedKeyManager first) {
        this.shown = first;
    }

    /** New connections are shown this one. */
    void become(X509ExtendedKeyManager next) {
        shown = next;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return shown.getServerAliases(type, issuers);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return shown.chooseServerAlias(type, issuers, socket);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return shown.chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return shown.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return shown.getPrivateKey(alias);
    }

    /** None: this is a server. */
    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    /** None: this is a server. */
    @Override
    public @Nullable String chooseClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
