// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service alone: policies from a folder, no registry, no database, and a proxy that asks. */
public final class AloneProfile implements QuarkusTestProfile {

    private static final String POLICY =
            """
            {"version": 1, "id": "site", "rules": [
              {"id": "read", "effect": "allow", "actions": ["receive"], "resource": "http/api/#",
               "subject": {"type": ["token"], "groups_any": ["operator"]}},
              {"id": "write", "effect": "allow", "actions": ["publish"], "resource": "http/api/own/+",
               "subject": {"type": ["token"], "groups_any": ["operator"]}},
              {"id": "nobody", "effect": "deny", "actions": ["*"], "resource": "http/api/secret/#"}
            ]}
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var folder = Files.createTempDirectory("muster-test-policies-");
            folder.toFile().deleteOnExit();
            var file = write(folder);
            file.toFile().deleteOnExit();
            return Map.of(
                    "muster.acl.policies.dir",
                    folder.toString(),
                    "muster.acl.brokers.gate.dialect",
                    "forward-auth",
                    "muster.acl.brokers.gate.tenant",
                    "default",
                    "muster.acl.brokers.gate.hook-secret",
                    Neighbours.SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("site.json"), POLICY);
    }
}
