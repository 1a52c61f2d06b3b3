// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.credential.HashedCredential;
import io.muster.registry.identity.GroupPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a row says of a device besides its description.
 *
 * @param groups filled by hand, all that the device is to be in; empty when the row says nothing
 * @param gateways all that are to speak for the device; empty when the row says nothing
 * @param credentials that the device is to have, besides those that the row does not name
 */
public record Ties(
        Optional<Set<GroupPath>> groups,
        Optional<Set<DeviceId>> gateways,
        List<HashedCredential> credentials) {

    /** The row says nothing. */
    public static final Ties NONE = new Ties(Optional.empty(), Optional.empty(), List.of());

    public Ties {
        groups = groups.map(Set::copyOf);
        gateways = gateways.map(Set::copyOf);
        credentials = List.copyOf(credentials);
    }

    /** Whether the row says nothing. */
    public boolean isNone() {
        return groups.isEmpty() && gateways.isEmpty() && credentials.isEmpty();
    }
}
