// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes claim tokens for devices that exist. */
@ApplicationScoped
class ClaimTokens {

    private final DeviceStore devices;
    private final ClaimTokenStore tokens;
    private final AuditLog audit;
    private final Duration lifetime;

    ClaimTokens(
            DeviceStore devices, ClaimTokenStore tokens, AuditLog audit, EnrollmentConfig config) {
        this.devices = devices;
        this.tokens = tokens;
        this.audit = audit;
        this.lifetime = config.tokenLifetime();
    }

    /** A token with its secret, which exists nowhere else. */
    record Minted(ClaimToken token, String secret) {

        /** Without the secret: this may end up in a log. */
        @Override
        public String toString() {
            return "Minted[token=" + token.id() + "]";
        }
    }

    /** Makes a token in the caller's transaction; a problem when the device can't have one. */
    Uni<Minted> create(
            SqlConnection connection,
            DeviceIdentity identity,
            EnrollmentProfile profile,
            String actor) {
        var secret = ClaimSecret.next();
        var hash = Fingerprint.of(secret.getBytes(StandardCharsets.UTF_8));
        return devices.lock(connection, identity)
                .invoke(found -> requireEnrollable(found.orElseThrow(ClaimTokens::unknown)))
                .chain(() -> tokens.insert(connection, identity, profile.name(), hash, lifetime))
                .call(token -> audit(connection, token, actor))
                .map(token -> new Minted(token, secret));
    }

    private Uni<Void> audit(SqlConnection connection, ClaimToken token, String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("token", token.id().toString());
        var device = token.identity().device().value();
        return audit.append(
                connection,
                token.identity().tenant(),
                new AuditEntry(actor, "claim-token.create", device, detail));
    }

    private static void requireEnrollable(Device device) {
        if (!device.state().mayEnroll()) {
            throw Problems.conflict("The device is " + device.state() + " and may not enroll.");
        }
    }

    private static RuntimeException unknown() {
        return Problems.notFound("There is no such device.");
    }
}
