// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;

/** One of the revocation lists of an authority. */
public record ListId(TenantId tenant, Fingerprint issuer, int shard) {}
