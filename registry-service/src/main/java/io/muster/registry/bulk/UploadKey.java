// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.Problems;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} of an upload, which its job keeps as long as it is kept itself. */
final class UploadKey {

    private static final Pattern GRAMMAR = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private UploadKey() {}

    static @Nullable String checked(@Nullable String key) {
        if (key != null && !GRAMMAR.matcher(key).matches()) {
            throw Problems.invalid("Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
        return key;
    }
}
