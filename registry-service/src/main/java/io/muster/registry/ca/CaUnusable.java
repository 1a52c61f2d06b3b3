// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import org.jspecify.annotations.Nullable;

/** The service has no authority it can issue with, and its operator has to act before it starts. */
public final class CaUnusable extends RuntimeException {

    CaUnusable(String message) {
        this(message, null);
    }

    CaUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
