// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import io.muster.platform.topic.TenantId;

/** The sequence of the last event that this service has committed for a tenant. */
public record EventHead(TenantId tenant, long sequence) {}
