// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a request, and the bytes that it is answered with every time. */
final class Exchange {

    private final ByteBuffer request;
    private final ByteBuffer response;

    Exchange(byte[] request, byte[] response) {
        this.request = ByteBuffer.wrap(request).asReadOnlyBuffer();
        this.response = ByteBuffer.wrap(response).asReadOnlyBuffer();
    }

    /** To be read by one reader. */
    ByteBuffer request() {
        return request.duplicate();
    }

    /** To be read by one reader. */
    ByteBuffer response() {
        return response.duplicate();
    }

    boolean allowed() {
        return text().contains("allow");
    }

    /** The whole answer, with its head. */
    String text() {
        return StandardCharsets.UTF_8.decode(response()).toString();
    }
}
