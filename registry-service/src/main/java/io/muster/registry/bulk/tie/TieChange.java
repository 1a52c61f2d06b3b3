// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.gateway.store.GatewayBatchStore.Link;
import io.muster.registry.group.store.MemberBatchStore.Step;
import java.util.List;

/** What is to be done so that a device has the ties that a row says. */
public record TieChange(
        DeviceId device,
        List<Step> joins,
        List<Step> leaves,
        List<Link> links,
        List<Link> unlinks,
        List<Credential> added,
        List<Credential> replaced) {

    /** Nothing is to be done. */
    public static TieChange none(DeviceId device) {
        return new TieChange(
                device, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Whether nothing is to be done. */
    public boolean isNone() {
        return equals(none(device));
    }
}
