// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.pki;

import io.muster.sandbox.home.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** PKCS#12 files. */
final class KeyStores {

    private static final String TYPE = "PKCS12";

    private KeyStores() {}

    interface Content {
        void addTo(KeyStore store) throws GeneralSecurityException;
    }

    static void write(Path file, String password, Content content)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        content.addTo(store);
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        PrivateFiles.write(file, bytes.toByteArray());
    }

    static KeyStore read(Path file, String password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(TYPE);
        try (var input = Files.newInputStream(file)) {
            store.load(input, password.toCharArray());
        }
        return store;
    }
}
