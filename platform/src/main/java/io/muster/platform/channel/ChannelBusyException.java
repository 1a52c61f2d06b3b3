// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

/**
 * The channel holds as many messages as it may, or is being closed; the same push may succeed
 * later.
 */
final class ChannelBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ChannelBusyException() {
        super("the channel takes nothing in at the moment", null, false, false);
    }
}
