// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.api.Caller;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The profiles that labels in a caller's paths name; what can't be one is one that is not there.
 */
@ApplicationScoped
class CallersProfiles {

    private final Caller caller;
    private final Profiles profiles;

    CallersProfiles(Caller caller, Profiles profiles) {
        this.caller = caller;
        this.profiles = profiles;
    }

    ProfilePath path(String label) {
        return ProfileLabel.parse(label)
                .map(good -> new ProfilePath(caller.tenant(), good))
                .orElseThrow(Profiles::unknown);
    }

    Uni<EnrollmentProfile> get(String label) {
        return profiles.find(path(label)).map(found -> found.orElseThrow(Profiles::unknown));
    }
}
