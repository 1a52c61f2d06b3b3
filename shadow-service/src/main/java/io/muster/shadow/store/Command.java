// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.change.Change;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowLimits;
import java.util.Optional;

/** Something to be done with one shadow, after everything that was asked of it before. */
public sealed interface Command {

    /** The shadow. */
    ShadowKey key();

    /** Show it. */
    record Look(ShadowKey key) implements Command {}

    /**
     * Change it.
     *
     * @param once by what to recognise the same request when it comes again
     * @param within limits that hold instead of the service's own; of a protocol that has such
     */
    record Alter(
            ShadowKey key,
            Change change,
            Expectation expected,
            Origin origin,
            Optional<RequestId> once,
            Optional<ShadowLimits> within)
            implements Command {

        /** Within the limits of the service. */
        public Alter(
                ShadowKey key,
                Change change,
                Expectation expected,
                Origin origin,
                Optional<RequestId> once) {
            this(key, change, expected, origin, once, Optional.empty());
        }
    }
}
