// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.change.Change;
import io.muster.shadow.document.Expectation;
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
     */
    record Alter(
            ShadowKey key,
            Change change,
            Expectation expected,
            Origin origin,
            Optional<RequestId> once)
            implements Command {}
}
