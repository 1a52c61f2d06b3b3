// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import io.muster.platform.schema.DocumentSchema;
import io.muster.registry.identity.DeviceDescription;
import java.util.Map;
import java.util.Optional;

/** What some device types demand of attributes, read once for many devices. */
public final class TypeRules {

    private final Map<String, Optional<DocumentSchema>> schemas;

    TypeRules(Map<String, Optional<DocumentSchema>> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /** As {@link AttributeCheck#check}; a type that was not asked for is one that is not there. */
    public void check(DeviceDescription description) {
        description.type().ifPresent(type -> check(type, description));
    }

    private void check(String type, DeviceDescription description) {
        var schema = schemas.get(type);
        if (schema == null) {
            throw AttributeCheck.unknown();
        }
        schema.ifPresent(rules -> AttributeCheck.check(rules, description.attributes()));
    }
}
