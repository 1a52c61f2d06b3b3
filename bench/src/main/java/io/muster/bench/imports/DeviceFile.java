// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.imports;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Devices as a fleet's owner has them in a list: named, tagged, each with a serial number. */
record DeviceFile(int rows) {

    /** One JSON object per line. */
    byte[] ndjson() {
        return IntStream.range(0, rows)
                .mapToObj(DeviceFile::line)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(int i) {
        return """
        {"id":"pump-%1$06d","displayName":"Pump %1$d","attributes":{"site":"s%2$d","line":%3$d,"fw":"1.4.2"},\
        "tags":["hall-%3$d","pump"],"externalIds":{"serial":"SN%1$09d"}}\
        """
                .formatted(i, i % 50, i % 8);
    }
}
