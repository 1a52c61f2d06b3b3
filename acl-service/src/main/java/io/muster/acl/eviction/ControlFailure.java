// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.platform.call.HttpCalls.Reply;

/** The broker did not do what was asked; to be tried again. */
final class ControlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ControlFailure(int status) {
        super("the broker's control answered with status " + status, null, false, false);
    }

    static void unlessSuccessful(Reply reply) {
        if (!reply.successful()) {
            throw new ControlFailure(reply.status());
        }
    }
}
