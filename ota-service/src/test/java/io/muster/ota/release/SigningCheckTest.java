// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningCheckTest {

    private static final Manifest MANIFEST =
            new Manifest("pump", "1.2.0", new Sha256("ab".repeat(32)), 4711, 3);

    @Test
    void theManifestHasOneForm() {
        assertThat(new String(MANIFEST.canonical(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"product\":\"pump\",\"securityVersion\":3,\"sha256\":\""
                                + "ab".repeat(32)
                                + "\",\"size\":4711,\"version\":\"1.2.0\"}");
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "P256"})
    void itsOwnersSignatureIsAccepted(Signer.Kind kind) {
        var signer = Signer.of(kind);
        var signature = Base64Text.of(signer.sign(MANIFEST.canonical()));
        var manifest = Optional.of(Base64Text.of(MANIFEST.canonical()));

        assertThat(SigningCheck.flaw(MANIFEST, manifest, signature, signer.key("k"))).isEmpty();
        assertThat(SigningCheck.flaw(MANIFEST, Optional.empty(), signature, signer.key("k")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "P256"})
    void everythingElseIsRefused(Signer.Kind kind) {
        var signer = Signer.of(kind);
        var stranger = Signer.of(kind).key("k");
        var other = new Manifest("pump", "1.2.0", new Sha256("ab".repeat(32)), 4712, 3);
        var signature = Base64Text.of(signer.sign(MANIFEST.canonical()));
        var noSignature = Base64Text.of(new byte[] {1, 2, 3});

        assertThat(SigningCheck.flaw(MANIFEST, Optional.empty(), signature, stranger)).isPresent();
        assertThat(SigningCheck.flaw(other, Optional.empty(), signature, signer.key("k")))
                .isPresent();
        assertThat(SigningCheck.flaw(MANIFEST, Optional.empty(), noSignature, signer.key("k")))
                .isPresent();
    }

    @Test
    void aManifestWithOtherBytesIsRefusedThoughItMeansTheSame() {
        var signer = Signer.of(Signer.Kind.ED25519);
        var spaced = new String(MANIFEST.canonical(), StandardCharsets.UTF_8).replace(":", ": ");
        var bytes = spaced.getBytes(StandardCharsets.UTF_8);

        assertThat(
                        SigningCheck.flaw(
                                MANIFEST,
                                Optional.of(Base64Text.of(bytes)),
                                Base64Text.of(signer.sign(bytes)),
                                signer.key("k")))
                .isPresent();
    }

    @Test
    void otherKeysAreNoSigningKeys() {
        assertThat(SigningKey.parse("k", Signer.of(Signer.Kind.P384).pem())).isEmpty();
        assertThat(SigningKey.parse("k", Signer.of(Signer.Kind.RSA).pem())).isEmpty();
        assertThat(SigningKey.parse("k", "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----"))
                .isEmpty();
        assertThat(SigningKey.parse("../k", Signer.of(Signer.Kind.ED25519).pem())).isEmpty();
    }
}
