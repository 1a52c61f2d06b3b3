// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.shadow.delivery.Ack;
import io.muster.shadow.document.ConflictPolicy;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.StatePatch;

/** What a caller wants done to one shadow. */
public sealed interface Change {

    /**
     * A patch merged at once and for good, creating the shadow if need be: what AWS calls update.
     */
    static Change merge(StatePatch patch) {
        return new Write(new Edit.Merge(patch), Manner.PLAIN);
    }

    /** Write to sections, creating the shadow if need be. */
    record Write(Edit edit, Manner manner) implements Change {}

    /** Remove the shadow, leaving only the number of its last version. */
    record Erase() implements Change {}

    /** Let happen what is due by now. */
    record Tick() implements Change {}

    /**
     * Note that the delta of a desired version was confirmed by whoever brings it to the device.
     */
    record Delivered(long desiredVersion) implements Change {}

    /** Note what the device says became of a desired version. */
    record Acknowledge(Ack ack) implements Change {}

    /**
     * Have it be again what it was when it was saved. Under a name that was never used it is that
     * exactly; otherwise no number goes back that a reader or the device may have seen.
     */
    record Restore(Shadow saved) implements Change {}

    /** Say who wins conflicts from now on. */
    record Govern(ConflictPolicy policy) implements Change {}
}
