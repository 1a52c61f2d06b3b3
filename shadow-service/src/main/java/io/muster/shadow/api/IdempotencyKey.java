// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.problem.Problems;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.store.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key by which a caller's request is recognised when it comes again. */
record IdempotencyKey(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Reads the header; what is no key is a 400 problem. */
    static Optional<IdempotencyKey> parse(@Nullable String header) {
        if (header != null && !GRAMMAR.matcher(header).matches()) {
            throw Problems.invalid("Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
        return Optional.ofNullable(header).map(IdempotencyKey::new);
    }

    /**
     * The id of a request with this key. Its token is longer than any that a device may send, so
     * that nobody can take another's place; each caller has keys of its own.
     */
    RequestId of(String subject, String operation, byte[] body) {
        var mine = Fingerprint.of(subject, value.getBytes(StandardCharsets.UTF_8));
        return new RequestId(new ClientToken("key:" + mine), Fingerprint.of(operation, body));
    }
}
