// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import io.muster.platform.topic.TenantId;

/** Is told when sessions may have lost what they stood on. Called in order, never at once. */
public interface FleetListener {

    /** A certificate of this device was revoked, or the device may no longer be connected. */
    void fell(DeviceKey device);

    /** The model was replaced; what happened in between, nobody knows. */
    void replaced(Fleet fleet);

    /** An issuer of this tenant is trusted no more: any of its devices may have fallen. */
    default void distrusted(Fleet fleet, TenantId tenant) {
        replaced(fleet);
    }
}
