// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/**
 * A policy document that cannot be loaded. Nothing in a document is ever ignored: what we do not
 * understand might have been a restriction.
 */
public final class PolicyFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyFault(String pointer, String what) {
        super((pointer.isEmpty() ? "the document" : pointer) + ": " + what);
    }
}
