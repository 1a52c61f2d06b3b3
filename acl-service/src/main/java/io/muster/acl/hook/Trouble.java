// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

/** What keeps a request from being a question at all, and its status where HTTP errors are no. */
enum Trouble {
    /** The body is not what its type says. */
    MALFORMED(400),
    /** The broker is unknown, or has shown no secret of ours. */
    STRANGER(401),
    UNKNOWN_OPERATION(404),
    OTHER_METHOD(405),
    TOO_LARGE(413),
    OTHER_TYPE(415);

    private final int status;

    Trouble(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
