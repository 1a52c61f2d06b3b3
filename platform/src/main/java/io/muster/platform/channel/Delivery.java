// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

/**
 * One message on its way through a lane, and what its source wants to hear of it. Called only on
 * the channel's event loop.
 */
interface Delivery {

    DeviceMessage message();

    /** The handler's work is done and committed. */
    void done();

    /** The handler failed. Says whether the lane shall try again before anything behind it. */
    boolean retryAfter(Throwable failure);

    /** The lane lets go of it unhandled. */
    void dropped();

    /** Says whether nobody waits for the outcome any more, as the source will deliver again. */
    boolean stale();
}
