// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

/**
 * Something about a policy document that its author should know.
 *
 * @param pointer where, as an RFC 6901 JSON pointer; empty for the document as a whole
 * @param reason what is wrong there, in the form "must be …" or "is …"
 */
public record Finding(String pointer, String reason) {}
