// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.artifact.Artifact;
import io.muster.ota.artifact.Sha256;
import io.muster.platform.topic.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** For reading: the row of an artifact. */
@Entity(name = "Artifact")
@Immutable
@Table(name = "artifact")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields of what it reads.
class ArtifactEntity extends PanacheEntityBase {

    @EmbeddedId public Key key;
    public long size;
    public String createdBy;
    public Instant createdAt;

    /** The tenant and the digest. */
    @Embeddable
    record Key(String tenantId, String sha256) {

        static Key of(TenantId tenant, Sha256 sha256) {
            return new Key(tenant.value(), sha256.hex());
        }
    }

    Artifact toArtifact() {
        return new Artifact(new Sha256(key.sha256()), size, createdBy, createdAt);
    }
}
