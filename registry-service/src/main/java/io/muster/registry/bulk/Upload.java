// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.topic.TenantId;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.JobMode;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a file.
 *
 * @param key the {@code Idempotency-Key}; null when the request has none
 */
record Upload(
        TenantId tenant, String actor, JobMode mode, FileFormat format, @Nullable String key) {

    /** Its name in the digest of the file. */
    String purpose() {
        return mode.word() + " " + format.mediaType();
    }
}
