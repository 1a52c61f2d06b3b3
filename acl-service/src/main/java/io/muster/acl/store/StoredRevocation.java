// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.revocation.Revocation;
import java.time.Instant;

/**
 * A revocation as the table holds it.
 *
 * @param live false once it was taken back
 */
record StoredRevocation(Revocation revocation, boolean live) {

    boolean inForceAt(Instant now) {
        return live && !revocation.overAt(now);
    }
}
