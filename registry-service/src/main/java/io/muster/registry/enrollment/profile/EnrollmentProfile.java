// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import io.muster.platform.topic.TenantId;
import java.time.Instant;

/**
 * A way to enroll.
 *
 * @param issued how many first certificates were issued while the profile had a maximum
 * @param version counts the changes from 1; the entity tag of the resource
 */
public record EnrollmentProfile(
        ProfilePath path,
        ProfileRules rules,
        long issued,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The profile {@code default} of a tenant that never changed it. */
    public static EnrollmentProfile builtIn(TenantId tenant) {
        return new EnrollmentProfile(
                new ProfilePath(tenant, ProfileLabel.DEFAULT),
                ProfileRules.DEFAULT,
                0,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** Whose profile it is. */
    public TenantId tenant() {
        return path.tenant();
    }

    /** Its name within the tenant. */
    public String label() {
        return path.label().value();
    }
}
