// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.problem.Problems;
import io.muster.registry.ca.CaThreads;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialType;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.PemCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;

/** Reads the certificates of others that devices are to be known by. */
@ApplicationScoped
class Pins {

    private final CaThreads threads;
    private final CertificateStore certificates;
    private final Clock clock;

    Pins(CaThreads threads, CertificateStore certificates, Clock clock) {
        this.threads = threads;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * @param name by which a device that shows it is found
     */
    record Pin(String name, Der certificate) {}

    /** What is to be pinned; a 400 problem when it may not be. */
    Uni<Pin> read(String pem, PinKind kind) {
        return threads.call(() -> {
            var certificate =
                    PemCertificate.read(pem)
                            .orElseThrow(() ->
                                    Problems.invalid("certificate is one certificate in PEM."));
            PinRules.breach(certificate, clock.instant())
                    .ifPresent(breach -> {
                        throw Problems.invalid(breach);
                    });
            return new Pin(kind.name(certificate), der(certificate));
        });
    }

    private static Der der(X509Certificate certificate) {
        try {
            return Der.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a parsed certificate has an encoding", impossible);
        }
    }

    /** Or one that was issued here could be revoked and still be pinned. */
    Uni<Void> requireForeign(SqlConnection connection, Credential wanted) {
        if (wanted.type() != CredentialType.X509) {
            return Uni.createFrom().voidItem();
        }
        var fingerprint = Der.ofPem(wanted.secret()).fingerprint();
        return certificates
                .find(connection, wanted.device().tenant(), fingerprint)
                .invoke(own -> {
                    if (own.isPresent()) {
                        throw Problems.conflict("The certificate was issued here, to a device.");
                    }
                })
                .replaceWithVoid();
    }
}
