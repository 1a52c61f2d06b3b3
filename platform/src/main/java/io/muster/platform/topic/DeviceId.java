// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a device within its tenant; also its MQTT client id and the common name of its
 * certificate. Case matters and no normalisation is applied.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

    public DeviceId {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a device id");
        }
    }

    /** Reads an id that came from outside; empty when it breaks the grammar. */
    public static Optional<DeviceId> parse(String text) {
        return wellFormed(text) ? Optional.of(new DeviceId(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
