// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.problem.Problems;
import io.muster.registry.credential.store.CredentialType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the next secret of a credential is to be. */
@RegisterForReflection
@Schema(name = "RotateCredential")
record CredentialRotation(
        @Schema(
                        description =
                                "Only of a password: 12 to 128 characters. Without it one is made"
                                        + " and shown once.")
                @Nullable String password) {

    CredentialRotation {
        CredentialDraft.requireLong(password);
    }

    Optional<String> chosen() {
        return Optional.ofNullable(password);
    }

    static void requireFit(CredentialType type, Optional<String> chosen) {
        if (chosen.isPresent() && type != CredentialType.PASSWORD) {
            throw Problems.invalid("Only of type password the secret can be chosen.");
        }
    }

    /** Without the password: this may end up in a log. */
    @Override
    public String toString() {
        return "CredentialRotation[…]";
    }
}
