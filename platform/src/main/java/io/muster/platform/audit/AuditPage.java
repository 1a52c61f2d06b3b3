// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import java.util.List;

/**
 * Some records, the newest first. There may be more although these are few, or none: one reading
 * looks at so many entries and no more.
 *
 * @param before where to go on: at the entries before this one; 0 when these were the last
 */
public record AuditPage(List<AuditRecord> records, long before) {

    public AuditPage {
        records = List.copyOf(records);
    }
}
