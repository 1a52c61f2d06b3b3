// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What operators say of a device.
 *
 * @param type the device type whose schema the attributes keep
 * @param tags each once, in order
 * @param externalIds serial numbers and the like by their kind; unique in the tenant
 */
public record DeviceDescription(
        Optional<String> displayName,
        Optional<String> type,
        ObjectNode attributes,
        List<String> tags,
        Map<String, String> externalIds) {

    /** Nothing was said. */
    public static final DeviceDescription NONE =
            new DeviceDescription(
                    Optional.empty(),
                    Optional.empty(),
                    JsonNodeFactory.instance.objectNode(),
                    List.of(),
                    Map.of());

    public DeviceDescription {
        tags = List.copyOf(new TreeSet<>(tags));
        externalIds = Collections.unmodifiableMap(new TreeMap<>(externalIds));
    }
}
