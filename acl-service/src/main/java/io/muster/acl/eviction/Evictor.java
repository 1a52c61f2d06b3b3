// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.FleetListener;

/** Ends sessions that lost what they stood on. */
public interface Evictor extends FleetListener {

    /** A device that fell earlier is evidently still connected, since its broker asks for it. */
    void stillThere(DeviceKey device);
}
