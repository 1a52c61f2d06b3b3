// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.certificate.Revocations;
import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.provisioning.OwnershipStore.Unclaimed;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tokens with which a client says that it has its certificate, for an hour, itself and nobody else.
 * A certificate of which nobody says so is revoked, and its device may enroll again.
 */
@ApplicationScoped
class Ownership {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int OCTETS = 32;
    private static final int BATCH = 100;

    private final Database database;
    private final OwnershipStore tokens;
    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final Revocations revocations;
    private final RenewalStore allowances;
    private final RegistryEvents events;
    private final SecureRandom random = new SecureRandom();

    Ownership(
            Database database,
            OwnershipStore tokens,
            DeviceStore devices,
            CertificateStore certificates,
            Revocations revocations,
            RenewalStore allowances,
            RegistryEvents events) {
        this.database = database;
        this.tokens = tokens;
        this.devices = devices;
        this.certificates = certificates;
        this.revocations = revocations;
        this.allowances = allowances;
        this.events = events;
    }

    /** A token for a certificate; the one before it, if there was one, is good no more. */
    Uni<String> offer(ClaimTopic owner, DeviceCertificate certificate) {
        var octets = new byte[OCTETS];
        random.nextBytes(octets);
        var token = HexFormat.of().formatHex(octets);
        var unclaimed = new Unclaimed(certificate.identity(), certificate.fingerprint());
        return database.transaction(connection ->
                        tokens.put(connection, owner, unclaimed, digest(token), LIFETIME))
                .replaceWith(token);
    }

    /**
     * Uses a token, as often as the message comes; answers the device, or nothing when the token is
     * none of this client's.
     */
    Uni<Optional<DeviceId>> take(ClaimTopic owner, String token) {
        return database.transaction(connection -> tokens.use(connection, owner, digest(token)));
    }

    private static Fingerprint digest(String token) {
        return Fingerprint.of(token.getBytes(StandardCharsets.UTF_8));
    }

    @Scheduled(every = "1m", delayed = "1m", identity = "ownership-tokens")
    Uni<Void> endOverdue() {
        return database.transaction(connection ->
                        tokens.takeOverdue(connection, BATCH)
                                .onItem()
                                .transformToMulti(over -> Multi.createFrom().iterable(over))
                                .onItem()
                                .transformToUniAndConcatenate(over -> end(connection, over))
                                .onItem()
                                .ignoreAsUni())
                .invoke(events::wake);
    }

    private Uni<Void> end(SqlConnection connection, Unclaimed over) {
        var tenant = over.identity().tenant();
        return devices.lock(connection, over.identity())
                .chain(() -> certificates.lock(connection, tenant, over.certificate()))
                .chain(found ->
                        found.map(certificate ->
                                        revocations
                                                .revoke(
                                                        connection,
                                                        certificate,
                                                        RevocationReason.CESSATION_OF_OPERATION,
                                                        "registry-service")
                                                .chain(() ->
                                                        allowances.allow(
                                                                connection, over.identity())))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
