// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

/** Which paths are AWS's. */
final class DataPlanePaths {

    private DataPlanePaths() {}

    static boolean has(String path) {
        return path.startsWith("/things/") || path.startsWith("/api/things/shadow/");
    }
}
