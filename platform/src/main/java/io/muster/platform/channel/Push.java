// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * A message that somebody pushed and waits for. It is tried once: whoever pushes has retries of its
 * own, and a caller that gave up must not find its message handled much later.
 */
record Push(DeviceMessage message, UniEmitter<? super Void> outcome) implements Delivery {

    @Override
    public void done() {
        outcome.complete(null);
    }

    @Override
    public boolean retryAfter(Throwable failure) {
        outcome.fail(failure);
        return false;
    }

    @Override
    public void dropped() {
        outcome.fail(new ChannelBusyException());
    }

    @Override
    public boolean stale() {
        return false;
    }
}
