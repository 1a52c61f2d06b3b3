// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** A token that says exactly what a valid one says, signed by somebody else. */
final class ForeignToken {

    private static final int KEY_BITS = 2048;

    private ForeignToken() {}

    /** Header and claims are copied, the key's id too; only the signature is another's. */
    static String like(String valid) {
        var signed = valid.substring(0, valid.lastIndexOf('.'));
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(generator.generateKeyPair().getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK offers no RSA", e);
        }
    }
}
