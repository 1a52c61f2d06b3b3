// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

/**
 * The end of a chain so far. A head that was kept elsewhere proves that nothing before it was
 * changed or cut off.
 */
public record AuditHead(long sequence, String hash) {

    /** The head of a chain without entries. */
    public static final AuditHead NONE = new AuditHead(0, "0".repeat(64));
}
