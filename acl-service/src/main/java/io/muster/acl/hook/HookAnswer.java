// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.vertx.core.buffer.Buffer;

/** What a broker is sent; the body is shared between answers and never changed. */
record HookAnswer(int status, String contentType, Buffer body) {

    static HookAnswer json(String body) {
        return new HookAnswer(200, "application/json", Buffer.buffer(body));
    }

    static HookAnswer text(int status, String body) {
        return new HookAnswer(status, "text/plain", Buffer.buffer(body));
    }
}
