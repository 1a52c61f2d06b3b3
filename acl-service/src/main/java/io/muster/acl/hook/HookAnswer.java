// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import java.util.Map;

/**
 * What a broker is sent. The body is text and not a buffer of Vert.x, because some answers are
 * constants, and a native executable holds constants but no buffers.
 */
record HookAnswer(int status, String contentType, String body, Map<String, String> headers) {

    static HookAnswer json(String body) {
        return new HookAnswer(200, "application/json", body, Map.of());
    }

    static HookAnswer text(int status, String body) {
        return new HookAnswer(status, "text/plain", body, Map.of());
    }

    /** The same with one more header. */
    HookAnswer with(String name, String value) {
        return new HookAnswer(status, contentType, body, Map.of(name, value));
    }
}
