// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.topic.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which shadows of a tenant are asked for.
 *
 * @param filter in RSQL; null for all
 * @param allowScan whether the documents of all of them may be read
 */
public record FleetQuery(TenantId tenant, @Nullable String filter, boolean allowScan) {}
