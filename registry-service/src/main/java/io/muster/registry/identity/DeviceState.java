// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.util.Optional;

/**
 * Where a device is in its life: CREATED, ENROLLED, ACTIVE and back from SUSPENDED, RETIRED. That a
 * device is deleted is no state: it keeps the one it had, for the case that it is restored.
 */
public enum DeviceState {
    /** Known, without a certificate or another credential yet. */
    CREATED,
    /** Has a certificate or another credential and was never seen. */
    ENROLLED,
    /** Was seen with it at least once. */
    ACTIVE,
    /** May not connect or enroll for now; keeps its certificates. */
    SUSPENDED,
    /** Out of service for good; its certificates are revoked. */
    RETIRED;

    /** What an operator can have done to a device. */
    public enum Order {
        SUSPEND,
        RESUME,
        RETIRE
    }

    /** Whether a device in this state may get a certificate. */
    public boolean mayEnroll() {
        return this != SUSPENDED && this != RETIRED;
    }

    /** The state after a certificate was issued or a credential made. */
    public DeviceState enrolled() {
        return this == CREATED ? ENROLLED : this;
    }

    /** The state after the device was seen with its certificate. */
    public DeviceState seen() {
        return this == ENROLLED ? ACTIVE : this;
    }

    /** The state after a deleted device was restored: without a certificate, unless retired. */
    public DeviceState restored() {
        return this == RETIRED ? RETIRED : CREATED;
    }

    /**
     * The state after an order; the same one when there is nothing left to do, empty when the order
     * can't be followed from here.
     */
    public Optional<DeviceState> after(Order order) {
        return switch (order) {
            case SUSPEND ->
                    switch (this) {
                        case ENROLLED, ACTIVE, SUSPENDED -> Optional.of(SUSPENDED);
                        case CREATED, RETIRED -> Optional.empty();
                    };
            case RESUME ->
                    switch (this) {
                        case SUSPENDED, ACTIVE -> Optional.of(ACTIVE);
                        case CREATED, ENROLLED, RETIRED -> Optional.empty();
                    };
            case RETIRE -> Optional.of(RETIRED);
        };
    }
}
