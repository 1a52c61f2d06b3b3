// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.registry.credential.store.CredentialType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
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
                                        + " their names.",
                        maxLength = CredentialDraft.LONGEST_NAME)
                @Nullable String authId,
        @Schema(
                        description =
                                "Only of a password: 12 to 128 characters. Without it one is made"
                                        + " and shown once.")
                @Nullable String password,
        @Schema(description = "false: it does not count.", defaultValue = "true")
                @Nullable Boolean enabled,
        @Schema(description = "When it begins to count.") @Nullable Instant notBefore,
        @Schema(description = "When it counts no more; sessions end then.")
                @Nullable Instant notAfter) {

    static final int LONGEST_NAME = 256;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s]{1," + LONGEST_NAME + "}");

    CredentialDraft {
        require(type != null, "type is password, token or psk.");
        require(
                authId == null || NAME.matcher(authId).matches(),
                "authId has 1 to 256 characters, no white space.");
        require(
                password == null || type == CredentialType.PASSWORD,
                "Only of type password the secret can be chosen.");
        requireLong(password);
        require(
                notBefore == null || notAfter == null || notBefore.isBefore(notAfter),
                "notBefore is before notAfter.");
    }

    /** A chosen password must be worth hashing, and not be a load by itself. */
    static void requireLong(@Nullable String password) {
        require(
                password == null || (password.length() >= SHORTEST && password.length() <= LONGEST),
                "A password has 12 to 128 characters.");
    }

    private static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }

    CredentialType kind() {
        return Objects.requireNonNull(type);
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
