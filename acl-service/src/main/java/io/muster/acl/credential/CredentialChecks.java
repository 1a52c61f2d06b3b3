// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks passwords so that nobody learns from it which user names exist. */
public final class CredentialChecks {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    public CredentialChecks() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, HMAC);
    }

    /**
     * Takes as long whether there is a credential or not.
     *
     * @param costliest how much computing an absent one is to take
     */
    public boolean matches(Optional<Credential> credential, int costliest, String password) {
        var hash =
                credential.map(Credential::hash).orElseGet(() -> PasswordHash.ofNobody(costliest));
        return hash.matches(password) && credential.isPresent();
    }

    /** Of the pair, by a key that dies with this process. */
    public String digest(Optional<Credential> credential, String password) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            credential.ifPresent(each -> mac.update(name(each)));
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /** No two credentials have the same, nor does one before and after its password changed. */
    private static byte[] name(Credential credential) {
        return (credential.tenant() + "\n" + credential.authId() + "\n" + credential.mark() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
