// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the private keys of the authorities are. All of it may block for as long as a disk or a
 * hardware module takes, and fails with {@link CaUnusable} in words for the operator.
 */
interface CaKeys {

    /** The place, as an operator would look for it. */
    String place();

    /**
     * The authority that a tenant has here from before the database knew of any: one that the
     * operator put here, or that a first start made before it was killed.
     */
    Optional<Authority> first(TenantId tenant);

    /** Makes a key and a certificate for it; both are kept here when this returns. */
    Authority create(TenantId tenant, Instant now);

    /** The authority with this certificate; empty when its key is not here. */
    Optional<Authority> open(TenantId tenant, Fingerprint authority);
}
