// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialType;
import io.muster.registry.identity.DeviceIdentity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as files of devices bring and take it: with what is kept of its secret, never with
 * the secret, so that neither a file nor what is staged of it lets anybody in.
 *
 * @param authId the user name; the device's id if there is none
 * @param hash in a form that acl-service checks
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HashedCredential(
        @Nullable CredentialType type,
        @Nullable String authId,
        @Nullable String hash,
        @Nullable Boolean enabled,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter) {

    public HashedCredential {
        DraftRules.require(
                type == CredentialType.PASSWORD || type == CredentialType.TOKEN,
                "type is password or token; the others have no hash.");
        DraftRules.requireName(authId);
        DraftRules.require(
                hash != null && SecretHash.isOne(hash),
                "hash is $pbkdf2-sha256$i=…$salt$hash or $hmac-sha256$salt$hash.");
        DraftRules.requireOrder(notBefore, notAfter);
    }

    /** The same of a credential that is kept. */
    public static HashedCredential of(Credential credential) {
        return new HashedCredential(
                credential.type(),
                credential.authId(),
                credential.secret(),
                credential.enabled(),
                credential.notBefore().orElse(null),
                credential.notAfter().orElse(null));
    }

    /** The user name that a device has by it. */
    public String nameOf(DeviceIdentity device) {
        return Objects.requireNonNullElse(authId, device.device().value());
    }

    /** What is to be kept of it for a device. */
    public Credential keptFor(DeviceIdentity device, UUID id, Instant now) {
        return new Credential(
                device,
                id,
                Objects.requireNonNull(type),
                nameOf(device),
                enabled == null || enabled,
                micros(notBefore),
                micros(notAfter),
                Objects.requireNonNull(hash),
                now,
                now);
    }

    /** As exact as the database is. */
    private static Optional<Instant> micros(@Nullable Instant time) {
        return Optional.ofNullable(time).map(exact -> exact.truncatedTo(ChronoUnit.MICROS));
    }

    /** Without the hash: this may end up in a log. */
    @Override
    public String toString() {
        return "HashedCredential[" + type + " " + authId + "]";
    }
}
