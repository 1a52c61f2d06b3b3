// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether tables can be read, told to the log when that changes and not each time. */
final class Sight {

    private static final Logger LOG = Logger.getLogger(Sight.class);

    private final String what;
    private final Clock clock;
    private volatile @Nullable Instant lookedAt;
    private volatile boolean away;

    /**
     * @param what the tables hold, for people
     */
    Sight(String what, Clock clock) {
        this.what = what;
        this.clock = clock;
    }

    /** They were read. */
    void gained() {
        lookedAt = clock.instant();
        if (away) {
            away = false;
            LOG.infof("The %s are up to date again", what);
        }
    }

    /** They could not be read. */
    void lost(Throwable failure) {
        if (!away) {
            away = true;
            LOG.warnf("The %s can't be read, those known stay in force: %s", what, failure);
        }
    }

    /** How many seconds ago they were last read; NaN before the first time. */
    double age() {
        var last = lookedAt;
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }
}
