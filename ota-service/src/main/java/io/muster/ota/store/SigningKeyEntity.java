// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.release.RegisteredKey;
import io.muster.ota.release.SigningKey;
import io.muster.ota.release.SigningKey.Algorithm;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** For reading: the row of a public key. */
@Entity(name = "SigningKey")
@Immutable
@Table(name = "signing_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields of what it reads.
class SigningKeyEntity extends PanacheEntityBase {

    @EmbeddedId public Key key;

    @Enumerated(EnumType.STRING)
    public Algorithm algorithm;

    public String pem;
    public String createdBy;
    public Instant createdAt;
    public @Nullable Instant revokedAt;

    /** The tenant and the key's name. */
    @Embeddable
    record Key(String tenantId, String keyId) {}

    RegisteredKey toKey() {
        return new RegisteredKey(
                new SigningKey(key.keyId(), algorithm, pem),
                createdBy,
                createdAt,
                Optional.ofNullable(revokedAt));
    }
}
