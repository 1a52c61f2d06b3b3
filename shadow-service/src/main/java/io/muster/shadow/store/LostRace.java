// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

/** Somebody else changed a shadow between our reading and our writing it; trying again helps. */
final class LostRace extends RuntimeException {

    LostRace() {
        super("a concurrent change was first", null, false, false);
    }
}
