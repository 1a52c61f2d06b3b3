// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The operations of RFC 7030 and its successors, as they stand in a path. */
enum EstOperation {
    CACERTS,
    SIMPLEENROLL,
    SIMPLEREENROLL,
    CSRATTRS,
    SERVERKEYGEN,
    FULLCMC,
    TPMENROLL;

    static Optional<EstOperation> parse(String segment) {
        return Arrays.stream(values()).filter(op -> op.segment().equals(segment)).findFirst();
    }

    String segment() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one method of the operation. */
    String method() {
        return this == CACERTS || this == CSRATTRS ? "GET" : "POST";
    }
}
