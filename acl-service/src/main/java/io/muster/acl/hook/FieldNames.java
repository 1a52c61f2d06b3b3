// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields by our names, where users write the broker's template of a request and may call them
 * otherwise.
 *
 * @param theirs the names that are not ours, by ours
 */
record FieldNames(Map<String, String> theirs) {

    static final FieldNames OURS = new FieldNames(Map.of());

    /** The value of a field; empty counts as absent. */
    @Nullable String value(Map<String, String> fields, String name) {
        var value = fields.get(theirs.getOrDefault(name, name));
        return value == null || value.isEmpty() ? null : value;
    }
}
