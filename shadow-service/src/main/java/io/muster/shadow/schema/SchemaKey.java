// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.ShadowName;

/** Shadows of one name, of all devices of a tenant. */
public record SchemaKey(TenantId tenant, ShadowName shadow) {}
