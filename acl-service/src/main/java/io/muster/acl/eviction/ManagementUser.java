// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The login for a broker's management API. Never printed. */
public record ManagementUser(String name, String password) {

    Map<String, String> headers() {
        var pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public String toString() {
        return name;
    }
}
