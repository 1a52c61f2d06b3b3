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

    /** Says whether checking such a one is meant to take long. */
    public static boolean slow(Optional<Credential> credential, int costliest) {
        return credential.map(each -> each.hash().iterations()).orElse(costliest) > 0;
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

    /**
     * Of a name, what it stands for, and the password, by a key that dies with this process. A name
     * that stands for nothing is in it, too: the same password with another such name is not the
     * same.
     */
    public String digest(String asked, Optional<Credential> credential, String password) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((asked.length() + "\n" + asked + "\n").getBytes(StandardCharsets.UTF_8));
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
