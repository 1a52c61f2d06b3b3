// SPDX-License-Identifier: Apache-2.0
package io.muster.ota;

import io.muster.ota.artifact.LinkSecrets;
import io.muster.platform.production.Settings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Checks the configured secrets once, when the service starts. */
@Singleton
class Secrets {

    private static final int MIN_LENGTH = 32;

    @Produces
    @Singleton
    @Startup
    LinkSecrets links(OtaConfig config) {
        var secrets = Settings.required("muster.ota.download-secret", config.downloadSecret());
        if (secrets.stream().anyMatch(secret -> secret.length() < MIN_LENGTH)) {
            throw new IllegalStateException(
                    "muster.ota.download-secret: every secret needs at least "
                            + MIN_LENGTH
                            + " characters");
        }
        return new LinkSecrets(secrets);
    }
}
