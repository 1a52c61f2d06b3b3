// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import java.nio.charset.StandardCharsets;

/** A request as brokers send it: HTTP/1.1 on a connection that stays. */
record Post(String path, String contentType, String secret, String body) {

    byte[] bytes() {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head =
                """
                POST %s HTTP/1.1
                Host: 127.0.0.1
                Accept: application/json
                Authorization: Bearer %s
                Content-Type: %s
                Content-Length: %d

                """
                        .formatted(path, secret, contentType, content.length)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        var all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    /** Without the secret that is in it. */
    @Override
    public String toString() {
        return "Post[" + path + "]";
    }
}
