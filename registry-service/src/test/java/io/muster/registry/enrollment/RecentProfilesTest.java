// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecentProfilesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final EnrollmentProfile PROFILE =
            EnrollmentProfile.builtIn(new TenantId("default"));

    private Instant now = START;
    private final RecentProfiles profiles = new RecentProfiles(new Movable());

    private final class Movable extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aProfileIsKnownForASecondFromWhenTheReadingBegan() {
        now = START.plusMillis(400);
        profiles.put(PROFILE, START);

        assertThat(profiles.find(PROFILE.path())).contains(PROFILE);
        now = START.plusMillis(999);
        assertThat(profiles.find(PROFILE.path())).contains(PROFILE);
        now = START.plusSeconds(1);
        assertThat(profiles.find(PROFILE.path())).isEmpty();
    }

    @Test
    void whatWasChangedHereIsForgotten() {
        profiles.put(PROFILE, START);

        profiles.forget(PROFILE.path());

        assertThat(profiles.find(PROFILE.path())).isEmpty();
    }

    @Test
    void noMoreThanAThousandAreKept() {
        profiles.put(PROFILE, START);
        for (int i = 0; i < 1_000; i++) {
            profiles.put(EnrollmentProfile.builtIn(new TenantId("t" + i)), START);
        }

        assertThat(profiles.find(PROFILE.path())).isEmpty();
    }
}
