// SPDX-License-Identifier: Apache-2.0
package io.muster.ota;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the update service. */
@ConfigMapping(prefix = "muster.ota")
public interface OtaConfig {

    /** The address at which devices reach this service; download links begin with it. */
    @WithDefault("http://127.0.0.1:8083")
    String publicUrl();

    /**
     * The secrets of download links, one or two of at least 32 characters. The first signs; keep
     * the former one in the second place until its last link has expired. All replicas need the
     * same. There is no default, and no start without one: whoever knows the secret can read every
     * artifact.
     */
    Optional<List<String>> downloadSecret();

    /**
     * The directory that holds the artifacts, created if need be. Replicas share it. Uploads are
     * written there too, so it needs room for those under way.
     */
    @WithDefault("artifacts")
    Path artifactsDirectory();

    /** The largest artifact that may be uploaded. */
    @WithDefault("2G")
    MemorySize maxArtifactSize();

    /**
     * A directory of public keys, {@code {keyId}.pem}, that may sign releases in every tenant,
     * besides those that a tenant registers itself. Read once, at the start.
     */
    Optional<Path> signingKeys();

    /** How long after its job's last deadline a download link stays good. */
    @WithDefault("1h")
    Duration linkGrace();
}
