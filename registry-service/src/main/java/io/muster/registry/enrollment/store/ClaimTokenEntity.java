// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A claim token for lists; the enrollment itself reads and writes the table in its own SQL. */
@Entity
@Immutable
@Table(name = "claim_token")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ClaimTokenEntity {

    /** Of which tenant. */
    @Embeddable
    record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "id") UUID id) {}

    @EmbeddedId Key key;

    @Column(name = "profile")
    String profile;

    @Column(name = "device_id")
    @Nullable String deviceId;

    @Column(name = "pattern")
    @Nullable String pattern;

    /** Of its certificate, where it is proven with one. */
    @Column(name = "issuer")
    @Nullable String issuer;

    @Column(name = "max_uses")
    int maxUses;

    @Column(name = "uses")
    int uses;

    @Column(name = "failures")
    int failures;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "used_at")
    @Nullable Instant usedAt;
}
