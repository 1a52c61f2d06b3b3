// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

/**
 * A message has more bytes than the broker takes. It would take it at no time: what is sent all the
 * same costs the connection, which all tenants share, and is sent again first thing on the next.
 */
public class MessageTooLargeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MessageTooLargeException(DeviceMessage message, int most) {
        super("%s has %d bytes, more than %d".formatted(message, message.payload().length, most));
    }

    /** Whether one is among a failure and its causes. */
    public static boolean in(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof MessageTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
