// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/**
 * A policy document that cannot be loaded. Nothing in a document is ever ignored: what we do not
 * understand might have been a restriction.
 */
public final class PolicyFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String reason;

    PolicyFault(String pointer, String reason) {
        super((pointer.isEmpty() ? "the document" : pointer) + ": " + reason);
        this.pointer = pointer;
        this.reason = reason;
    }

    /** Where, as an RFC 6901 JSON pointer; empty for the document as a whole. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }
}
