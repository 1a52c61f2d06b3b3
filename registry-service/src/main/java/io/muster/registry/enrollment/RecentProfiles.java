// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfilePath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Profiles as they were a moment ago, so that a fleet that enrolls does not read the same one for
 * each device. What this replica changes it forgets at once; a change at another one holds here a
 * second later.
 */
final class RecentProfiles {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final Map<ProfilePath, Recent> known = new ConcurrentHashMap<>();
    private final Clock clock;

    RecentProfiles(Clock clock) {
        this.clock = clock;
    }

    private record Recent(EnrollmentProfile profile, Instant until) {}

    Optional<EnrollmentProfile> find(ProfilePath path) {
        return Optional.ofNullable(known.get(path))
                .filter(recent -> clock.instant().isBefore(recent.until()))
                .map(Recent::profile);
    }

    /** Remembers a profile that was there when the reading began. */
    void put(EnrollmentProfile profile, Instant began) {
        if (known.size() >= MOST) {
            known.clear(); // What is in use comes back with its next request.
        }
        known.put(profile.path(), new Recent(profile, began.plus(REMEMBERED)));
    }

    void forget(ProfilePath path) {
        known.remove(path);
    }
}
