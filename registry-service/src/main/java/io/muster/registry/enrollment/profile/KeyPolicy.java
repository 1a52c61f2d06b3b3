// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Which of the keys that are good enough for us are good enough for a profile.
 *
 * @param kinds the allowed kinds, the one that devices should prefer first
 * @param rsaMinBits the length that an RSA key has at least
 */
public record KeyPolicy(List<KeyKind> kinds, int rsaMinBits) {

    /** Everything that is good enough for us. */
    public static final KeyPolicy ANY = new KeyPolicy(List.of(KeyKind.values()), 2048);

    /** The kinds cannot change after the creation. */
    public KeyPolicy {
        kinds = List.copyOf(kinds);
    }

    /** Why a key is not allowed, in a sentence; empty when it is. */
    public Optional<String> breach(SubjectPublicKeyInfo key) {
        var kind = KeyKind.of(key).filter(kinds::contains);
        if (kind.isEmpty()) {
            return Optional.of("The enrollment profile does not allow keys of this kind.");
        }
        return kind.get() == KeyKind.RSA && bits(key) < rsaMinBits
                ? Optional.of(
                        "The enrollment profile asks for RSA keys of at least %d bits."
                                .formatted(rsaMinBits))
                : Optional.empty();
    }

    private static int bits(SubjectPublicKeyInfo key) {
        try {
            return RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
        } catch (IOException e) {
            throw new IllegalArgumentException("the key was not checked before", e);
        }
    }
}
