// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.revocation.Revocation;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where operators put revocations in force. */
public interface RevocationBook {

    /**
     * Puts it in force, in place of an earlier one of the same thing; one that says the same stays
     * as it is. Empty when there are as many as are kept.
     */
    Uni<Optional<Revocation>> add(Revocation revocation);

    /** Takes one back; false when none of this id is in force. */
    Uni<Boolean> remove(TenantId tenant, String id, String by);
}
