// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.broker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the sandbox's broker is started.
 *
 * @param directory for its configuration and data
 * @param log the file to which it writes
 * @param port of the plain listener on 127.0.0.1
 * @param access who decides what clients may do
 * @param tls the TLS listener, if there is one
 * @param onDisk whether sessions and queued messages outlive the process
 */
public record BrokerOptions(
        Path directory, Path log, int port, Access access, Optional<Tls> tls, boolean onDisk) {

    /** Who decides what clients may do. */
    public sealed interface Access {

        /** Everybody may do everything: for tests that are not about access, never otherwise. */
        record OpenForTests() implements Access {}

        /**
         * acl-service decides.
         *
         * @param url the base of the hook's paths {@code connect} and {@code authorize}
         * @param secret what proves the broker to acl-service, and acl-service to the broker
         * @param controlPort where acl-service may end sessions, on 127.0.0.1
         * @param events where registry-service is told of connections, if it is
         */
        record Hook(URI url, String secret, int controlPort, Optional<URI> events)
                implements Access {

            /** Without anybody who is told of connections. */
            public Hook(URI url, String secret, int controlPort) {
                this(url, secret, controlPort, Optional.empty());
            }

            @Override
            public String toString() {
                return "Hook[" + url + "]";
            }
        }
    }

    /**
     * The TLS listener, which asks for client certificates but does not insist on them.
     *
     * @param port on 127.0.0.1
     * @param keyStore PKCS#12 with the server's key and certificate
     * @param keyStorePassword of the key store and its key
     * @param trustStore PKCS#12 with the authorities that issue device certificates
     * @param trustStorePassword of the trust store
     */
    public record Tls(
            int port,
            Path keyStore,
            String keyStorePassword,
            Path trustStore,
            String trustStorePassword) {

        @Override
        public String toString() {
            return "Tls[" + port + "]";
        }
    }
}
