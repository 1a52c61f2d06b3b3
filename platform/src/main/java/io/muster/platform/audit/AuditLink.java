// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

/**
 * One link of a tenant's chain as it is stored.
 *
 * @param body the entry as canonical JSON, sequence and tenant included
 * @param hash lower-case hexadecimal SHA-256 of the hash before, a line feed, and the body
 */
public record AuditLink(long sequence, String body, String hash) {

    /** What the next link builds on. */
    public AuditHead head() {
        return new AuditHead(sequence, hash);
    }
}
