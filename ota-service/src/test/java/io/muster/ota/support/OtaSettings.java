// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What has no default, and limits that tests can reach. */
public final class OtaSettings implements QuarkusTestResourceLifecycleManager {

    /** The secrets of download links: the current one and the former one. */
    public static final List<String> SECRETS =
            List.of("only-for-tests-0123456789-abcdefghij", "former-only-for-tests-0123456789-abc");

    /** Where the service keeps artifacts. */
    public static final Path ARTIFACTS = Path.of("target", "artifacts").toAbsolutePath();

    /** The largest artifact that it takes, in bytes. */
    public static final int MAX_ARTIFACT_BYTES = 8 * 1024 * 1024;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "muster.ota.download-secret",
                String.join(",", SECRETS),
                "muster.ota.artifacts-directory",
                ARTIFACTS.toString(),
                "muster.ota.max-artifact-size",
                Integer.toString(MAX_ARTIFACT_BYTES));
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
