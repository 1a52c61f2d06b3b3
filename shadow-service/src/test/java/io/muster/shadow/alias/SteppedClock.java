// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that goes on only when a test says so, so that times can be compared. */
@Alternative
@Singleton
public class SteppedClock extends Clock {

    private static volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** A second later. */
    static Instant step() {
        now = now.plusSeconds(1);
        return now;
    }

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
