// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Issuer;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
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
     * A configuration of Java's PKCS#11 provider ({@code name}, {@code library}, {@code slot} or
     * {@code slotListIndex}). With it the keys are in that module instead of the file, and
     * muster.ca.password is the PIN. Not in native executables.
     */
    Optional<Path> pkcs11();

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

    /**
     * What the addresses of revocation lists and of the OCSP responder begin with, as devices and
     * brokers reach this service: {@code http://pki.example.com}. Plain HTTP is right, what is
     * served is signed. Without it certificates say nothing of where their status is.
     */
    Optional<URI> statusUrl();

    /**
     * Over how many revocation lists the certificates of an authority are spread. It holds for
     * authorities made from then on, and only with a status-url: a certificate has to say on which
     * list it would be. One list bears some ten thousand revocations well.
     */
    @WithDefault("1")
    int shards();

    /**
     * How often a replica looks for authorities that others rolled, added or withdrew, and so how
     * long after a roll it may still issue from the generation before.
     */
    @WithDefault("1s")
    Duration refreshEvery();

    /** How many lists an authority that is made now has. */
    default int shardsOfNewIssuers() {
        return statusUrl().isPresent() ? shards() : 1;
    }

    /** Where the status of an authority's certificates is. */
    default StatusPoints statusOf(Issuer issuer) {
        var base = statusUrl().map(url -> url.toString().replaceAll("/+$", "")).orElse("");
        return new StatusPoints(base, issuer.fingerprint(), issuer.shards());
    }

    /** The profile of certificates for devices. */
    default CertificateProfile profile() {
        return new CertificateProfile(lifetime(), backdate());
    }
}
