// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.Revocations;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where there is no database: known to this replica only, and forgotten when it ends. */
public final class MemoryRevocationBook implements RevocationBook {

    private final Revocations revocations;

    public MemoryRevocationBook(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public Uni<Optional<Revocation>> add(Revocation revocation) {
        return Uni.createFrom().item(() -> placed(revocation));
    }

    private synchronized Optional<Revocation> placed(Revocation revocation) {
        var former =
                revocations
                        .find(revocation.tenant(), revocation.id())
                        .filter(it -> !it.overAt(revocation.since()))
                        .filter(revocation::saysNoMoreThan);
        if (former.isPresent()) {
            return former;
        }
        if (!revocations.hasRoomFor(revocation)) {
            return Optional.empty();
        }
        revocations.put(revocation);
        return Optional.of(revocation);
    }

    @Override
    public Uni<Boolean> remove(TenantId tenant, String id, String by) {
        return Uni.createFrom().item(() -> removed(tenant, id));
    }

    private synchronized boolean removed(TenantId tenant, String id) {
        var found = revocations.find(tenant, id);
        found.ifPresent(revocations::remove);
        return found.isPresent();
    }
}
