// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import java.util.Map;
import java.util.Optional;

/** The schemas of the shadows that some commands are about. */
public record SchemasInForce(Map<SchemaKey, ShadowSchema> schemas) {

    /** No shadow has one. */
    public static final SchemasInForce NONE = new SchemasInForce(Map.of());

    public SchemasInForce {
        schemas = Map.copyOf(schemas);
    }

    /** The schema of shadows of this name. */
    public Optional<ShadowSchema> of(SchemaKey key) {
        return Optional.ofNullable(schemas.get(key));
    }

    /** Whether nothing has to be checked. */
    public boolean isEmpty() {
        return schemas.isEmpty();
    }
}
