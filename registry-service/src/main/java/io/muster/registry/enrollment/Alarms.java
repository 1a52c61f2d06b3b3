// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.enrollment.Attempts.Applicant;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.DeviceKeyStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What refusals give away: somebody who guesses the secret of a device, and keys that are on more
 * than one device.
 */
@ApplicationScoped
class Alarms {

    private final ClaimTokenStore tokens;
    private final DeviceKeyStore keys;
    private final RegistryEvents events;

    Alarms(ClaimTokenStore tokens, DeviceKeyStore keys, RegistryEvents events) {
        this.tokens = tokens;
        this.keys = keys;
        this.events = events;
    }

    /** Looks at a refusal, in the transaction that records it. */
    Uni<Void> raise(SqlConnection connection, Origin origin, Applicant applicant, Refusal refusal) {
        var identity = new DeviceIdentity(origin.tenant(), new DeviceId(applicant.device()));
        return switch (refusal.reason()) {
            case UNAUTHORIZED -> guess(connection, origin, identity);
            case KEY_REUSE ->
                    applicant
                            .request()
                            .map(request -> reuse(connection, identity, request))
                            .orElseGet(() -> Uni.createFrom().voidItem());
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> guess(SqlConnection connection, Origin origin, DeviceIdentity identity) {
        var detail = JsonNodeFactory.instance.objectNode().put("profile", origin.profile().label());
        return tokens.fail(connection, origin.profile().path(), identity)
                .chain(closed ->
                        closed
                                ? events.enrollment(connection, identity, "locked", detail)
                                : Uni.createFrom().voidItem());
    }

    /** Both devices are told of: either may be the copy. */
    private Uni<Void> reuse(
            SqlConnection connection, DeviceIdentity identity, CertificateRequest request) {
        return keys.owner(connection, identity.tenant(), request.keyDigest())
                .chain(owner ->
                        tell(connection, identity, owner.orElse(identity))
                                .chain(() -> tell(connection, owner.orElse(identity), identity)));
    }

    private Uni<Void> tell(SqlConnection connection, DeviceIdentity device, DeviceIdentity other) {
        var detail = JsonNodeFactory.instance.objectNode().put("other", other.device().value());
        return events.enrollment(connection, device, "key-reuse", detail);
    }
}
