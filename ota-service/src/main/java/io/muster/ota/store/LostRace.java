// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

/** Somebody else changed what we were about to; the same work may succeed when begun anew. */
public final class LostRace extends RuntimeException {

    private LostRace() {
        super("somebody else was faster", null, false, false);
    }

    static void unless(boolean won) {
        if (!won) {
            throw new LostRace();
        }
    }
}
