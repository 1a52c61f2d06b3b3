// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Shadow;
import java.time.Instant;

/** What came of a command. It is committed by the time anybody sees it. */
public sealed interface Result {

    /** The shadow that was asked for. */
    record Seen(Stored stored) implements Result {}

    /** The change was tried, at this time. */
    record Done(Outcome outcome, Instant at) implements Result {}

    /**
     * The same request was carried out before: nothing changed now. The version and the time are
     * those of then, and so is whether it changed anything; the shadow is that of now.
     */
    record Repeated(Shadow shadow, long version, Instant at, boolean changed) implements Result {}

    /** The request's token was used before, for another body; nothing changed. */
    record TokenReused() implements Result {}
}
