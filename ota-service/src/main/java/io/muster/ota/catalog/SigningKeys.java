// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.http.Caller;
import io.muster.ota.release.RegisteredKey;
import io.muster.ota.release.SigningKey;
import io.muster.ota.store.SigningKeyRecords;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Registers and revokes the keys that sign releases. */
@ApplicationScoped
class SigningKeys {

    private final Database database;
    private final SigningKeyRecords keys;
    private final AuditLog audit;
    private final Clock clock;

    SigningKeys(Database database, SigningKeyRecords keys, AuditLog audit, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** A key, and whether it is new. */
    record Registration(RegisteredKey key, boolean added) {}

    /** The same key again is no change; another key of a name that is taken is a conflict. */
    Uni<Registration> register(Caller caller, KeyRequest request) {
        var key =
                SigningKey.parse(request.keyId(), request.publicKey())
                        .map(parsed -> mine(parsed, caller))
                        .orElseThrow(SigningKeys::unusable);
        return database.transaction(connection ->
                keys.add(connection, caller.tenant(), key)
                        .call(there -> registered(connection, caller, key, there))
                        .map(there -> registration(key, there)));
    }

    private RegisteredKey mine(SigningKey key, Caller caller) {
        return new RegisteredKey(key, caller.subject(), now(), Optional.empty());
    }

    private static ProblemException unusable() {
        return Problems.unprocessable(
                "keyId must be 1 to 64 of A-Z a-z 0-9 . _ - and publicKey the PEM of an Ed25519 or"
                        + " ECDSA P-256 public key.");
    }

    private Uni<Void> registered(
            SqlConnection connection,
            Caller caller,
            RegisteredKey key,
            Optional<RegisteredKey> there) {
        return there.isPresent()
                ? Uni.createFrom().voidItem()
                : log(connection, caller, "signing-key.register", key.key().keyId());
    }

    private static Registration registration(RegisteredKey key, Optional<RegisteredKey> there) {
        if (there.isEmpty()) {
            return new Registration(key, true);
        }
        if (there.get().key().equals(key.key()) && there.get().trusted()) {
            return new Registration(there.get(), false);
        }
        throw Problems.conflict("A key of this name is there already, or was and is revoked.");
    }

    Uni<RegisteredKey> revoke(Caller caller, String keyId) {
        return database.transaction(connection ->
                keys.revoke(connection, caller.tenant(), keyId, now())
                        .map(found -> found.orElseThrow(SigningKeys::unknown))
                        .call(() -> log(connection, caller, "signing-key.revoke", keyId)));
    }

    private static ProblemException unknown() {
        return Problems.notFound("No such signing key.");
    }

    private Uni<Void> log(SqlConnection connection, Caller caller, String action, String keyId) {
        var detail = JsonNodeFactory.instance.objectNode();
        return audit.append(
                connection,
                caller.tenant(),
                new AuditEntry(caller.subject(), action, keyId, detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
