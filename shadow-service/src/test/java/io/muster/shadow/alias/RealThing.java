// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A thing with a certificate of its own, for clients that nobody here wrote. */
record RealThing(String id, Path directory, int port) {

    private static final char[] NO_PASSWORD = {};

    static RealThing make() throws IOException {
        var directory = Path.of(AwsThing.config(Mosquitto.DIRECTORY));
        var id = "thing-" + UUID.randomUUID();
        ThingPki.thing(directory, id);
        return new RealThing(id, directory, Integer.parseInt(AwsThing.config(Mosquitto.TLS_PORT)));
    }

    String ca() {
        return directory.resolve("ca.pem").toString();
    }

    String certificate() {
        return directory.resolve(id + ".pem").toString();
    }

    String key() {
        return directory.resolve(id + ".key").toString();
    }

    SSLSocketFactory sockets() throws IOException, GeneralSecurityException {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, NO_PASSWORD);
        var chain = new Certificate[] {ThingPki.certificate(Path.of(certificate()))};
        own.setKeyEntry("thing", ThingPki.key(Path.of(key())), NO_PASSWORD, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, NO_PASSWORD);
        trusted.setCertificateEntry("ca", ThingPki.certificate(Path.of(ca())));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLSv1.2");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
