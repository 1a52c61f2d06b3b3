// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

/**
 * Something in a policy that its author should look at.
 *
 * @param policy the document's name
 * @param pointer where in the document, as an RFC 6901 JSON pointer
 * @param code for programs; it never changes its meaning
 */
public record Finding(
        String policy, String pointer, Severity severity, String code, String message) {

    /** How bad it is. */
    public enum Severity {
        /** It can't be meant: such a policy is not accepted. */
        ERROR,
        /** It may be meant. */
        WARNING
    }
}
