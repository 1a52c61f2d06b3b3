// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The EST listener, apart from the API's: it asks for client certificates. */
@ConfigMapping(prefix = "muster.est")
public interface EstConfig {

    /** The address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port to listen on. */
    @WithDefault("8443")
    int port();

    /**
     * The server's certificate chain in PEM, leaf first, whose names are those that devices use in
     * the URL. Without it the listener stays off, because EST is never served without TLS.
     */
    Optional<Path> certificate();

    /** The private key of the certificate, PKCS#8 in PEM. */
    Optional<Path> key();
}
