// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.subscription.UniEmitter;

/** One message on its way to the broker, and the sender who waits; each is equal only to itself. */
final class Send {

    private final DeviceMessage message;
    private final UniEmitter<? super Void> outcome;
    private boolean over;

    Send(DeviceMessage message, UniEmitter<? super Void> outcome) {
        this.message = message;
        this.outcome = outcome;
    }

    DeviceMessage message() {
        return message;
    }

    UniEmitter<? super Void> outcome() {
        return outcome;
    }

    /** Says whether the sender has heard already, good or bad; then it is not sent any more. */
    boolean over() {
        return over;
    }

    void end() {
        over = true;
    }
}
