// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;

/** Where a device's installer gets the one-time secret that lets the device enroll. */
@FunctionalInterface
public interface ClaimTokens {

    /** The secret to present as the Basic password at enrollment. */
    String claim(String deviceId) throws IOException, InterruptedException;
}
