// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

/** The states of a device, as registry-service names them. */
enum DeviceState {
    CREATED,
    ENROLLED,
    ACTIVE,
    SUSPENDED,
    RETIRED;

    /** Says whether a device in this state may be connected. */
    boolean mayConnect() {
        return this != SUSPENDED && this != RETIRED;
    }
}
