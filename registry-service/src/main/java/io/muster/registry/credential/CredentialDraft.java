// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.registry.credential.store.CredentialType;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.PemCertificate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential that somebody wants a device to have. */
@RegisterForReflection
@Schema(name = "CreateCredential")
record CredentialDraft(
        @Schema(required = true) @Nullable CredentialType type,
        @Schema(
                        description =
                                "The user name, or the identity of a pre-shared key; the device's id"
                                        + " if there is none. Passwords and tokens of a tenant share"
                                        + " their names. Not of type x509, which is called by what is"
                                        + " pinned.",
                        maxLength = DraftRules.LONGEST_NAME)
                @Nullable String authId,
        @Schema(
                        description =
                                "Only of a password: 12 to 128 characters. Without it one is made"
                                        + " and shown once.")
                @Nullable String password,
        @Schema(
                        description =
                                "Only of type x509, which needs it: a certificate in PEM, for"
                                        + " clients, with a key of P-256 or more, Ed25519, or RSA of"
                                        + " 2048 to 8192 bits.",
                        maxLength = PemCertificate.MAX_CHARACTERS)
                @Nullable String certificate,
        @Schema(
                        description =
                                "Only of type x509: whether the device is known by this certificate"
                                        + " or by each that has its key.",
                        defaultValue = "certificate")
                @Nullable PinKind pin,
        @Schema(description = "false: it does not count.", defaultValue = "true")
                @Nullable Boolean enabled,
        @Schema(description = "When it begins to count.") @Nullable Instant notBefore,
        @Schema(description = "When it counts no more; sessions end then.")
                @Nullable Instant notAfter) {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    CredentialDraft {
        DraftRules.require(type != null, "type is password, token, psk or x509.");
        DraftRules.requireName(authId);
        DraftRules.require(
                password == null || type == CredentialType.PASSWORD,
                "Only of type password the secret can be chosen.");
        requireLong(password);
        DraftRules.require(
                (certificate != null) == (type == CredentialType.X509),
                "Of type x509, and of no other, there is a certificate.");
        DraftRules.require(
                type == CredentialType.X509 ? authId == null : pin == null,
                "Of type x509 there is no authId, and of no other there is pin.");
        DraftRules.requireOrder(notBefore, notAfter);
    }

    /** A chosen password must be worth hashing, and not be a load by itself. */
    static void requireLong(@Nullable String password) {
        DraftRules.require(
                password == null || (password.length() >= SHORTEST && password.length() <= LONGEST),
                "A password has 12 to 128 characters.");
    }

    CredentialType kind() {
        return Objects.requireNonNull(type);
    }

    /** Of type x509 only. */
    String pem() {
        return Objects.requireNonNull(certificate);
    }

    PinKind pinned() {
        return Objects.requireNonNullElse(pin, PinKind.CERTIFICATE);
    }

    /** Of any type but x509. */
    String nameOf(DeviceIdentity device) {
        return Objects.requireNonNullElse(authId, device.device().value());
    }

    boolean counts() {
        return enabled == null || enabled;
    }

    Optional<String> chosen() {
        return Optional.ofNullable(password);
    }

    /** Without the password: this may end up in a log. */
    @Override
    public String toString() {
        return "CredentialDraft[" + type + " " + authId + "]";
    }
}
