// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event that has no sequence yet.
 *
 * @param type what happened, such as {@code device.created}
 * @param subject what it happened to, usually a device
 */
public record EventDraft(String type, String subject, ObjectNode data) {}
