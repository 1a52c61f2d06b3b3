// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.util.Optional;

/** Whether what a release's author signed is what was uploaded. */
public final class SigningCheck {

    private SigningCheck() {}

    /**
     * The first thing that is wrong, for people to read; empty when nothing is.
     *
     * @param manifest what the service knows, its size taken from the stored artifact
     * @param sent the bytes the author says were signed, where they were sent along
     */
    public static Optional<String> flaw(
            Manifest manifest, Optional<Base64Text> sent, Base64Text signature, SigningKey key) {
        var canonical = manifest.canonical();
        if (sent.filter(text -> !text.equals(Base64Text.of(canonical))).isPresent()) {
            return Optional.of(
                    "The manifest differs from product, version, sha256, size and securityVersion"
                            + " of this release in canonical form.");
        }
        return key.verifies(canonical, signature.bytes())
                ? Optional.empty()
                : Optional.of(
                        "The signature is not one of this manifest by key " + key.keyId() + ".");
    }
}
