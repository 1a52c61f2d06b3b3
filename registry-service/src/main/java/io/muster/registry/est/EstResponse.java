// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer, header for header as it is written. Names are in the case of the RFCs because one
 * client compares them as they stand.
 */
record EstResponse(int status, List<Header> headers, Buffer body) {

    /** A header in its order and case. */
    record Header(String name, String value) {}

    EstResponse {
        headers = List.copyOf(headers);
    }

    static EstResponse of(int status, String contentType, Buffer body) {
        return new EstResponse(status, List.of(new Header("Content-Type", contentType)), body);
    }

    static EstResponse empty(int status) {
        return new EstResponse(status, List.of(), Buffer.buffer());
    }

    EstResponse with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new EstResponse(status, more, body);
    }
}
