// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import org.jspecify.annotations.Nullable;

/** Whether a device is connected, as far as the registry's events tell. */
public enum Contact {
    /** It is. */
    CONNECTED,
    /** It is not; its return will be told. */
    AWAY,
    /** Nothing was said of it, or it comes and goes so often that the registry says no more. */
    UNKNOWN;

    /** As it is stored, where null stands for the unknown. */
    static Contact of(@Nullable Boolean connected) {
        if (connected == null) {
            return UNKNOWN;
        }
        return connected ? CONNECTED : AWAY;
    }

    @Nullable Boolean stored() {
        return switch (this) {
            case CONNECTED -> true;
            case AWAY -> false;
            case UNKNOWN -> null;
        };
    }
}
