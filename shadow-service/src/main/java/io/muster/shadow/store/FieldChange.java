// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.index.FieldValue;
import io.muster.shadow.index.IndexesInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a shadow has from now on at the path of an index.
 *
 * @param value empty for nothing
 */
public record FieldChange(ShadowKey key, long index, Optional<FieldValue> value) {

    /** The values in which written shadows differ from what they were. */
    static List<FieldChange> of(IndexesInForce indexes, List<Batch.Row> writes) {
        var changes = new ArrayList<FieldChange>();
        for (var write : writes) {
            for (var target : indexes.of(write.key().tenant())) {
                var before = target.path().valueIn(write.before().shadow());
                var after = target.path().valueIn(write.stored().shadow());
                if (!after.equals(before)) {
                    changes.add(new FieldChange(write.key(), target.id(), after));
                }
            }
        }
        return changes;
    }
}
