// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import io.muster.shadow.schedule.Timing;
import java.util.OptionalLong;

/**
 * How something is to be written.
 *
 * @param skipUnchanged whether a write that leaves all values as they are uses up no version; the
 *     AWS contract always uses one up
 * @param timing when what is desired holds
 * @param sequence the device's own number of the report; one that is not the newest is not applied
 */
public record Manner(boolean skipUnchanged, Timing timing, OptionalLong sequence) {

    /** As the AWS contract does it. */
    public static final Manner PLAIN = new Manner(false, Timing.ALWAYS, OptionalLong.empty());

    /** What does not differ uses up no version. */
    public static final Manner SKIPPING = new Manner(true, Timing.ALWAYS, OptionalLong.empty());
}
