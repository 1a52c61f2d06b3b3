// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.shadow.document.Shadow;
import io.muster.shadow.history.PastVersion;
import java.util.OptionalLong;

/** What the reader of one shadow is told. */
public sealed interface LiveEvent {

    /** The stream is open. There may be nothing else to tell for long. */
    record Opened() implements LiveEvent {}

    /** The version after the one that was told before. */
    record Made(PastVersion version) implements LiveEvent {}

    /**
     * The shadow as it is now, for a reader that knows nothing of it or whose next version is not
     * kept any more. What was told before is void.
     */
    record Whole(Shadow now) implements LiveEvent {}

    /** Nothing happens; the connection is alive. */
    record Beat() implements LiveEvent {}

    /**
     * The stream ends since its reader takes too little.
     *
     * @param told the last version that was told, after which to go on
     */
    record Dropped(OptionalLong told) implements LiveEvent {}
}
