// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

/** What a verification of a chain found. */
public sealed interface AuditVerdict {

    /** Every link follows from the one before; the head is the last of them. */
    record Intact(AuditHead head) implements AuditVerdict {}

    /** The first link that does not fit. What comes after it proves nothing. */
    record Broken(long sequence, String reason) implements AuditVerdict {}
}
