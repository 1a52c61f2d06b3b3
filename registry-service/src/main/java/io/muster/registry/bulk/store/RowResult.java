// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

/** What became of a row. */
public enum RowResult {
    CREATED,
    UPDATED,
    /** All that the row says was so before. */
    UNCHANGED,
    FAILED
}
