// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.shadow.document.ShadowName;
import java.time.Instant;
import java.util.UUID;

/**
 * A schema as it is stored.
 *
 * @param version counts the changes from 1; the entity tag of the resource
 * @param revision of this content; another one never has the same
 * @param content an object of schemas, by section, as text
 */
record StoredSchema(
        ShadowName shadow,
        long version,
        UUID revision,
        SchemaMode mode,
        String content,
        Instant createdAt,
        Instant updatedAt) {

    String ref() {
        return shadow + "@" + version;
    }
}
