// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.document.ClientToken;
import java.time.Instant;

/** A request that was carried out, and what is needed to answer it once more. */
record Remembered(
        ShadowKey shadow, RequestId id, long version, Instant appliedAt, boolean changed) {

    /** What identifies the request to its sender. */
    record Key(ShadowKey shadow, ClientToken token) {}

    Key key() {
        return new Key(shadow, id.token());
    }
}
