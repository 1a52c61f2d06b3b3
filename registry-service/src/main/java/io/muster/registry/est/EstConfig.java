// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

    /** How often the two files are looked at; what changed is shown to new connections. */
    @WithDefault("PT1M")
    Duration reloadEvery();

    /** The listener for proxies that end TLS and pass clients' certificates on. */
    Proxy proxy();

    /** A listener of its own, which is off unless it has a port. */
    interface Proxy {

        /** The port; absent: no certificate is ever taken from a header. */
        OptionalInt port();

        /** The address to listen on. Without pins it must be one that only this machine reaches. */
        @WithDefault("127.0.0.1")
        String host();

        /**
         * How the proxy passes certificates on: {@code rfc9440}, {@code envoy}, {@code nginx} or
         * {@code traefik}.
         */
        @WithDefault("rfc9440")
        ForwardedForm form();

        /**
         * The proxies, by the SHA-256 of their certificates' SubjectPublicKeyInfo in base64. With
         * pins the listener speaks TLS and lets in nobody else; without, it speaks plain HTTP.
         */
        Optional<Set<String>> pins();

        /** Without pins: the addresses of proxies. */
        @WithDefault("127.0.0.1,::1,0:0:0:0:0:0:0:1")
        Set<String> allowed();
    }
}
