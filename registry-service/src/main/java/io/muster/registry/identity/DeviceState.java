// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

/** Where a device is in its life. */
public enum DeviceState {
    /** Known, without a certificate yet. */
    CREATED,
    /** Has a certificate and was never seen. */
    ENROLLED,
    /** Was seen with its certificate at least once. */
    ACTIVE,
    /** May not connect or enroll for now; keeps its certificates. */
    SUSPENDED,
    /** Out of service for good; its certificates are revoked. */
    RETIRED;

    /** Whether a device in this state may get a certificate. */
    public boolean mayEnroll() {
        return this != SUSPENDED && this != RETIRED;
    }

    /** The state after a certificate was issued. */
    public DeviceState enrolled() {
        return this == CREATED ? ENROLLED : this;
    }

    /** The state after the device was seen with its certificate. */
    public DeviceState seen() {
        return this == ENROLLED ? ACTIVE : this;
    }
}
