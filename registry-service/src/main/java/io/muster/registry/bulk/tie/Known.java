// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.registry.credential.store.Credential;
import io.muster.registry.gateway.store.GatewayBatchStore.Link;
import io.muster.registry.group.store.MemberBatchStore;
import io.muster.registry.identity.GroupPath;
import java.util.List;
import java.util.Map;

/**
 * What is there of all that the rows of a batch name.
 *
 * @param groups by path
 * @param memberOf the groups filled by hand that the devices are in
 * @param gateways devices that were named as such: whether they are
 * @param above the gateways of the devices and of all gateways that were named, and theirs
 * @param logins by name
 * @param held how many credentials devices have
 */
public record Known(
        Map<GroupPath, MemberBatchStore.Known> groups,
        Map<String, List<MemberBatchStore.Known>> memberOf,
        Map<String, Boolean> gateways,
        List<Link> above,
        Map<String, Credential> logins,
        Map<String, Integer> held) {

    /** Nothing was named. */
    public static final Known NOTHING =
            new Known(Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of());
}
