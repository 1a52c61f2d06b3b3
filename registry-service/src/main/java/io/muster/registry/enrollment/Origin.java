// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import java.util.Optional;

/**
 * Where an enrollment came in.
 *
 * @param profile the enrollment profile that the entrance stands for
 * @param remoteIp the client's address, as far as the transport knows it
 * @param binding what only the connection it came by has, where that is known
 */
public record Origin(EnrollmentProfile profile, String remoteIp, Optional<ChannelBinding> binding) {

    /** The same entrance on the terms of another profile of the tenant. */
    Origin on(EnrollmentProfile other) {
        return new Origin(other, remoteIp, binding);
    }

    /** Whose entrance it is. */
    public TenantId tenant() {
        return profile.tenant();
    }
}
