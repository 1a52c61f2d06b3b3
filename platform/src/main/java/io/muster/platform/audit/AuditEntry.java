// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One thing that somebody did.
 *
 * @param actor the subject of the token, a service, or {@code device:{id}}
 * @param action a verb on a noun, such as {@code certificate.revoke}
 * @param target what it was done to
 * @param detail what else matters, such as a digest of the state before and after; no secrets,
 *     because entries are for ever
 */
public record AuditEntry(String actor, String action, String target, ObjectNode detail) {}
