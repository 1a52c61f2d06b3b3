// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.device.Certificates;
import io.muster.sandbox.device.EstClient;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.pki.PemFiles;
import io.muster.sandbox.pki.ServerPki;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Learns from registry-service who issues device certificates, as any device would: over EST. */
final class DeviceAuthority {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 100;

    private final ServicePart registry;
    private final int estPort;
    private final ServerPki pki;
    private final Path pem;

    DeviceAuthority(ServicePart registry, int estPort, ServerPki pki, Path pem) {
        this.registry = registry;
        this.estPort = estPort;
        this.pki = pki;
        this.pem = pem;
    }

    /** Writes the authorities as PEM for everybody, and as trust store for the broker. */
    void learn() throws IOException, InterruptedException {
        var authorities = ask();
        PemFiles.writeCertificates(pem, authorities.toArray(X509Certificate[]::new));
        pki.writeTrustStore(authorities);
    }

    private List<X509Certificate> ask() throws IOException, InterruptedException {
        var base = URI.create("https://" + LoopbackPort.HOST + ":" + estPort);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var est = new EstClient(base, Certificates.read(pki.caCertificate()))) {
            while (true) {
                Waiting.requireAlive(registry);
                try {
                    return est.caCertificates();
                } catch (IOException e) {
                    if (System.nanoTime() > deadline) {
                        throw new IOException(
                                "registry-service does not tell its CA: " + e.getMessage(), e);
                    }
                    Thread.sleep(POLL_MILLIS);
                }
            }
        }
    }
}
