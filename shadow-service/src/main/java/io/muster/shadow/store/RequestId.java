// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.idempotency.Fingerprint;
import io.muster.shadow.document.ClientToken;

/**
 * By what a repeated request is recognised: the token its sender chose, and a hash of its body, so
 * that a token used for something else is noticed.
 */
public record RequestId(ClientToken token, String bodyHash) {

    /** The id of an update with this token and body. */
    public static RequestId of(ClientToken token, byte[] body) {
        return new RequestId(token, Fingerprint.of("update", body));
    }
}
