// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the authority's key is and what its certificates are like. */
@ConfigMapping(prefix = "muster.ca")
public interface CaConfig {

    /** Where the key is when nothing else is said: nowhere for production. */
    String KEYSTORE_FOR_DEVELOPMENT = ".muster/registry/ca.p12";

    /**
     * The PKCS#12 file with the authority's key, mode 0600. It is created when there is none and
     * the database knows no issuer either; losing it later keeps the service from starting.
     */
    @WithDefault(KEYSTORE_FOR_DEVELOPMENT)
    Path keystore();

    /**
     * The password of the file and of the keys in it. There is no default, and no start without
     * one: it is a secret.
     */
    Optional<String> password();

    /**
     * How long a device's certificate is good. Devices renew at two thirds of it, so it is also how
     * long a device may stay away from the network; shorter limits what a stolen key is worth.
     */
    @WithDefault("90D")
    Duration lifetime();

    /** How far a certificate's beginning lies in the past, for devices whose clock is behind. */
    @WithDefault("5M")
    Duration backdate();

    /** The profile of certificates for devices. */
    default CertificateProfile profile() {
        return new CertificateProfile(lifetime(), backdate());
    }
}
