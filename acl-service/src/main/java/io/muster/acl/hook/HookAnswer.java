// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

/**
 * What a broker is sent. The body is text and not a buffer of Vert.x, because some answers are
 * constants, and a native executable holds constants but no buffers.
 */
record HookAnswer(int status, String contentType, String body) {

    static HookAnswer json(String body) {
        return new HookAnswer(200, "application/json", body);
    }

    static HookAnswer text(int status, String body) {
        return new HookAnswer(status, "text/plain", body);
    }
}
