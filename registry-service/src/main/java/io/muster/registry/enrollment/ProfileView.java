// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfileDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A profile as the API shows it. */
@RegisterForReflection
@Schema(name = "EnrollmentProfile")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProfileView(
        @Schema(description = "Its name in the tenant.") String label,
        @Schema(description = "The segment that stands for it in paths of EST.") String estLabel,
        ProfileDocument rules,
        @Schema(description = "First certificates that were counted against maxEnrollments.")
                long issued,
        @Schema(description = "Counts the changes from 1; also the entity tag.") long version,
        @Schema(description = "Absent while it is as it came.") @Nullable Instant updatedAt) {

    static ProfileView of(EnrollmentProfile profile) {
        return new ProfileView(
                profile.label(),
                profile.path().toString(),
                ProfileDocument.of(profile.rules()),
                profile.issued(),
                profile.version(),
                profile.updatedAt().equals(Instant.EPOCH) ? null : profile.updatedAt());
    }
}
