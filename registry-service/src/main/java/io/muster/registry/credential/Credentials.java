// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.sql.Database;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialStore;
import io.muster.registry.credential.store.CredentialType;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives devices credentials and takes them away, each under the lock of the device's row. Secrets
 * are made before the transaction: hashing one may take a second.
 */
@ApplicationScoped
class Credentials {

    private final Database database;
    private final DeviceStore devices;
    private final CredentialStore credentials;
    private final Secrets secrets;
    private final Pins pins;
    private final CredentialJournal journal;
    private final Clock clock;

    Credentials(
            Database database,
            DeviceStore devices,
            CredentialStore credentials,
            Secrets secrets,
            Pins pins,
            CredentialJournal journal,
            Clock clock) {
        this.database = database;
        this.devices = devices;
        this.credentials = credentials;
        this.secrets = secrets;
        this.pins = pins;
        this.journal = journal;
        this.clock = clock;
    }

    /** A credential with its secret, if that exists nowhere else. */
    record Made(Credential credential, Optional<String> secret) {

        /** Without the secret: this may end up in a log. */
        @Override
        public String toString() {
            return "Made[" + credential + "]";
        }
    }

    Uni<List<Credential>> list(DeviceIdentity identity) {
        return database.read(connection ->
                devices.find(connection, identity)
                        .map(CredentialRules::existing)
                        .chain(_ -> credentials.list(connection, identity)));
    }

    Uni<Made> create(DeviceIdentity identity, CredentialDraft draft, String actor) {
        return get(identity)
                .chain(_ -> wanted(identity, draft))
                .chain(made ->
                        database.transaction(
                                        connection -> insert(connection, made.credential(), actor))
                                .map(credential -> new Made(credential, made.secret())))
                .invoke(journal::wake);
    }

    /** So that nobody has passwords hashed for a device that is not there. */
    private Uni<Device> get(DeviceIdentity identity) {
        return database.read(connection -> devices.find(connection, identity))
                .map(CredentialRules::existing);
    }

    private Uni<Made> wanted(DeviceIdentity identity, CredentialDraft draft) {
        return draft.kind() == CredentialType.X509
                ? pins.read(draft.pem(), draft.pinned())
                        .map(pin -> wanted(identity, draft, pin.name(), pin.certificate().pem()))
                        .map(credential -> new Made(credential, Optional.empty()))
                : secrets.next(draft.kind(), identity, draft.chosen())
                        .map(secret ->
                                new Made(
                                        wanted(
                                                identity,
                                                draft,
                                                draft.nameOf(identity),
                                                secret.kept()),
                                        secret.shown()));
    }

    private Credential wanted(
            DeviceIdentity identity, CredentialDraft draft, String authId, String secret) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Credential(
                identity,
                UUID.randomUUID(),
                draft.kind(),
                authId,
                draft.counts(),
                Optional.ofNullable(draft.notBefore()),
                Optional.ofNullable(draft.notAfter()),
                secret,
                now,
                now);
    }

    private Uni<Credential> insert(SqlConnection connection, Credential wanted, String actor) {
        return devices.lock(connection, wanted.device())
                .map(CredentialRules::existing)
                .invoke(CredentialRules::requireInService)
                .call(() -> pins.requireForeign(connection, wanted))
                .chain(device ->
                        credentials
                                .list(connection, wanted.device())
                                .invoke(CredentialRules::requireRoom)
                                .chain(_ -> credentials.insert(connection, wanted))
                                .map(inserted -> inserted.orElseThrow(CredentialRules::taken))
                                .call(added ->
                                        journal.changed(
                                                connection, "credential.create", added, actor))
                                .call(() -> advance(connection, device)));
    }

    /** Who has a credential may connect, and be suspended, as one that has a certificate. */
    private Uni<Void> advance(SqlConnection connection, Device device) {
        var next = device.state().enrolled();
        return next == device.state()
                ? Uni.createFrom().voidItem()
                : devices.replace(connection, device, next)
                        .chain(changed -> journal.enrolled(connection, changed.orElseThrow()));
    }

    /** Gives a credential a new secret; the old one is good no more. */
    Uni<Made> rotate(DeviceIdentity identity, UUID id, Optional<String> chosen, String actor) {
        return database.read(connection -> credentials.find(connection, identity, id))
                .map(found -> found.orElseThrow(CredentialRules::missing))
                .invoke(CredentialRules::requireRotatable)
                .invoke(found -> CredentialRotation.requireFit(found.type(), chosen))
                .chain(found -> secrets.next(found.type(), identity, chosen))
                .chain(secret ->
                        database.transaction(connection ->
                                        rotate(connection, identity, id, secret, actor))
                                .map(credential -> new Made(credential, secret.shown())))
                .invoke(journal::wake);
    }

    private Uni<Credential> rotate(
            SqlConnection connection,
            DeviceIdentity identity,
            UUID id,
            NewSecret secret,
            String actor) {
        return locked(connection, identity, id)
                .chain(found -> credentials.rotate(connection, found, secret.kept()))
                .call(changed -> journal.changed(connection, "credential.rotate", changed, actor));
    }

    Uni<Void> delete(DeviceIdentity identity, UUID id, String actor) {
        return database.transaction(connection ->
                        locked(connection, identity, id)
                                .call(found -> credentials.delete(connection, found))
                                .chain(found -> journal.deleted(connection, found, actor)))
                .invoke(journal::wake);
    }

    private Uni<Credential> locked(SqlConnection connection, DeviceIdentity identity, UUID id) {
        return devices.lock(connection, identity)
                .map(CredentialRules::existing)
                .chain(_ -> credentials.find(connection, identity, id))
                .map(found -> found.orElseThrow(CredentialRules::missing));
    }
}
