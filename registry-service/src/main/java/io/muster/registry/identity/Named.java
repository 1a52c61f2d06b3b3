// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import io.muster.platform.topic.TenantId;

/** Whom a certificate of ours may be for: its names are made from this and from nothing else. */
public sealed interface Named permits DeviceIdentity, ClaimIdentity {

    TenantId tenant();

    /** The common name of the subject. */
    String commonName();

    /** The only alternative name. */
    String urn();
}
