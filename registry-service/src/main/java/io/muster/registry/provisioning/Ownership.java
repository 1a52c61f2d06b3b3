// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.provisioning.OwnershipStore.Unclaimed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tokens with which a client says that it has its certificate, for an hour, itself and nobody else.
 */
@ApplicationScoped
class Ownership {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int OCTETS = 32;

    private final Database database;
    private final OwnershipStore tokens;
    private final SecureRandom random = new SecureRandom();

    Ownership(Database database, OwnershipStore tokens) {
        this.database = database;
        this.tokens = tokens;
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
}
