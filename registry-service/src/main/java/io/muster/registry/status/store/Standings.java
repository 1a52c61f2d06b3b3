// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import java.math.BigInteger;
import java.util.Map;

/** How certificates of an issuer stand, by their serials; those that are not named are unknown. */
public record Standings(Map<BigInteger, Standing> bySerial) {

    private static final Standing UNKNOWN = new Standing.Unknown();

    public Standings {
        bySerial = Map.copyOf(bySerial);
    }

    /** How the certificate with this serial stands. */
    public Standing of(BigInteger serial) {
        return bySerial.getOrDefault(serial, UNKNOWN);
    }
}
