// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.book;

/**
 * A policy document as it is kept: what its author wrote, to the byte.
 *
 * @param name what to call it in a log: a policy's id and version, or a file
 */
public record PolicyText(String name, String json) {}
