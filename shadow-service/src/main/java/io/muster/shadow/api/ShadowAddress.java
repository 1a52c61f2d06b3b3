// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.DeviceId;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.store.ShadowKey;
import jakarta.enterprise.context.RequestScoped;

/**
 * Which shadow a path means: always one of the caller's tenant. Whether the device is known is not
 * asked, so that its wishes may be there before it is.
 */
@RequestScoped
class ShadowAddress {

    private final Tenancy tenancy;

    ShadowAddress(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    ShadowKey of(String device, String name) {
        var shadow =
                ShadowName.parse(name)
                        .orElseThrow(() -> ShadowProblems.of(Refusal.invalidRequest()));
        return new ShadowKey(tenancy.current(), device(device), shadow);
    }

    static DeviceId device(String text) {
        return DeviceId.parse(text)
                .orElseThrow(() -> Problems.invalid("The path does not name a device."));
    }
}
