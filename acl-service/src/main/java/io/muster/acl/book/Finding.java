// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

/**
 * Something about a policy document that its author should know.
 *
 * @param pointer where, as an RFC 6901 JSON pointer; empty for the document as a whole
 * @param code for programs; it never changes its meaning
 * @param reason for people: what is wrong there
 */
public record Finding(String pointer, String code, String reason) {

    /** The code of what keeps a text from being a policy at all. */
    public static final String FAULT = "fault";
}
