// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Credential")
record CredentialView(
        UUID id,
        CredentialType type,
        String authId,
        boolean enabled,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        Instant createdAt,
        @Schema(description = "When its secret was made.") Instant updatedAt,
        @Schema(description = "Of type x509: what is pinned, in PEM.") @Nullable String certificate,
        @Schema(
                        description =
                                "Shown once, where it was made here; a pre-shared key is hexadecimal.")
                @Nullable String secret) {

    /** All credentials of a device. */
    @RegisterForReflection
    @Schema(name = "Credentials")
    record Listed(List<CredentialView> items) {}

    static CredentialView of(Credential credential, @Nullable String secret) {
        return new CredentialView(
                credential.id(),
                credential.type(),
                credential.authId(),
                credential.enabled(),
                credential.notBefore().orElse(null),
                credential.notAfter().orElse(null),
                credential.createdAt(),
                credential.updatedAt(),
                credential.type() == CredentialType.X509 ? credential.secret() : null,
                secret);
    }

    /** Without the secret: this may end up in a log. */
    @Override
    public String toString() {
        return "CredentialView[" + id + "]";
    }
}
