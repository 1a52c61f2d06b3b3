// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.json.StrictJson;
import io.muster.acl.policy.PolicyDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The policies that come with the service: what every device may do, who wants to become one, and
 * our own services. They are documents like any other; one that can't be loaded keeps the service
 * from starting.
 */
final class BuiltInPolicies {

    private static final List<String> NAMES =
            List.of(
                    "device",
                    "claim",
                    "registry-service",
                    "shadow-service",
                    "ota-service",
                    "acl-service");

    private BuiltInPolicies() {}

    static List<PolicyDocument> load() {
        return NAMES.stream().map(BuiltInPolicies::read).toList();
    }

    private static PolicyDocument read(String name) {
        var path = "/policies/" + name + ".json";
        try (var resource = BuiltInPolicies.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return StrictJson.parse(resource.readAllBytes())
                    .map(PolicyDocument::parse)
                    .orElseThrow(() -> new IllegalStateException(path + " is not strict JSON"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
