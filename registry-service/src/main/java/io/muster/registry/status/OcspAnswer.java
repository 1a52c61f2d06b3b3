// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.vertx.mutiny.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;

/** An answer in DER, and until when it holds; the two are the same for one that says nothing. */
record OcspAnswer(Buffer der, Instant thisUpdate, Instant nextUpdate) {

    /** Why nothing is said of a certificate (RFC 6960 2.3). */
    enum Refusal {
        MALFORMED(OCSPResponseStatus.MALFORMED_REQUEST),
        INTERNAL_ERROR(OCSPResponseStatus.INTERNAL_ERROR),
        TRY_LATER(OCSPResponseStatus.TRY_LATER),
        UNAUTHORIZED(OCSPResponseStatus.UNAUTHORIZED);

        private final int status;

        Refusal(int status) {
            this.status = status;
        }
    }

    /** An answer without a signature. */
    static OcspAnswer refused(Refusal refusal) {
        try {
            var response = new OCSPResponse(new OCSPResponseStatus(refusal.status), null);
            return new OcspAnswer(
                    Buffer.buffer(response.getEncoded()), Instant.EPOCH, Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean signed() {
        return thisUpdate.isBefore(nextUpdate);
    }

    /** Whether the answer has most of its time before it, as somebody has who asks now. */
    boolean freshAt(Instant now) {
        return signed() && now.isBefore(thisUpdate.plus(lifetime().dividedBy(2)));
    }

    private Duration lifetime() {
        return Duration.between(thisUpdate, nextUpdate);
    }
}
