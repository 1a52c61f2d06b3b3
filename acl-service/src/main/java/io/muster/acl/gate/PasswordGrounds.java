// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.credential.Credential;
import io.muster.acl.credential.CredentialBook;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Reason;
import io.muster.acl.fleet.FleetModel;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where passwords come from, and what sessions with one stand on: a file of this service's own and
 * the registry, the file first.
 */
public final class PasswordGrounds {

    private final FleetModel model;
    private final Supplier<CredentialBook> file;

    public PasswordGrounds(FleetModel model, Supplier<CredentialBook> file) {
        this.model = model;
        this.file = file;
    }

    boolean isEmpty() {
        return file.get().isEmpty()
                && model.credentials().map(CredentialBook::isEmpty).orElse(true);
    }

    Optional<Credential> find(TenantId tenant, String authId) {
        return file.get()
                .find(tenant, authId)
                .or(() -> model.credentials().flatMap(book -> book.find(tenant, authId)));
    }

    int costliest() {
        return Math.max(
                file.get().costliest(),
                model.credentials().map(CredentialBook::costliest).orElse(0));
    }

    /** Why such a device may not be connected now. */
    Optional<Reason> objection(Device device, Password proof, Instant now) {
        var book = file.get();
        return book.find(device.tenant(), proof.authId()).isPresent()
                ? book.objection(device, proof, now)
                : model.objection(device, now);
    }

    /** Says whether it lost its right to be connected, as far as we know. */
    boolean fell(Device device, Password proof, Instant now) {
        var book = file.get();
        return book.find(device.tenant(), proof.authId()).isPresent()
                ? book.objection(device, proof, now).isPresent()
                : model.fell(device, now);
    }
}
