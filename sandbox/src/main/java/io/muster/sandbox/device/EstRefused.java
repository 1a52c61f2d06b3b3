// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The EST server answered something else than a certificate. */
public final class EstRefused extends IOException {

    private final int status;
    private final @Nullable Duration retryAfter;

    EstRefused(String operation, int status, @Nullable Duration retryAfter) {
        super("EST " + operation + " answered " + status);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** How long to wait before asking again; empty when asking again cannot help. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
