// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.artifact.Sha256;
import io.muster.ota.release.Base64Text;
import io.muster.ota.release.Manifest;
import io.muster.ota.release.Release;
import io.muster.ota.release.ReleaseState;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** For reading: the row of a release. */
@Entity(name = "Release")
@Immutable
@Table(name = "release")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields of what it reads.
class ReleaseEntity extends PanacheEntityBase {

    @EmbeddedId public Key key;
    public String product;
    public String version;
    public String sha256;
    public long size;
    public long securityVersion;
    public String signature;
    public String keyId;

    @Enumerated(EnumType.STRING)
    public ReleaseState state;

    public String createdBy;
    public Instant createdAt;

    /** The tenant and the release's name. */
    @Embeddable
    record Key(String tenantId, UUID id) {}

    Release toRelease() {
        return new Release(
                key.id(),
                new Manifest(product, version, new Sha256(sha256), size, securityVersion),
                new Base64Text(signature),
                keyId,
                state,
                createdBy,
                createdAt);
    }
}
