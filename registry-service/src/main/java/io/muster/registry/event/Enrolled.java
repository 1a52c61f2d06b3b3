// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.event;

import io.muster.registry.identity.Device;

/**
 * A device that got a certificate, as it was before and as it is now.
 *
 * @param added whether there was no such device before the same transaction
 */
public record Enrolled(Device before, Device now, boolean added) {

    boolean changed() {
        return now.version() != before.version();
    }
}
