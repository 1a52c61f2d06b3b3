// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.pki.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;

/**
 * The development key for releases: its public half is known to ota-service and to the demo fleet,
 * its private half is in the sandbox's directory, so that a release can be signed by hand. Real
 * release keys are never where the service is.
 */
final class SigningKey {

    static final String KEY_ID = "development";

    private SigningKey() {}

    static void ensure(MusterHome home) throws IOException {
        var secret = home.pki().resolve("release.key");
        if (Files.exists(secret) && Files.exists(publicKey(home))) {
            return;
        }
        try {
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            PemFiles.writeKey(secret, keys.getPrivate());
            PemFiles.writePublicKey(publicKey(home), keys.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make a key for releases: " + e.getMessage(), e);
        }
    }

    static Path publicKey(MusterHome home) {
        return home.signingKeys().resolve(KEY_ID + ".pem");
    }
}
